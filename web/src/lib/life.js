// The life of a treaty as lanes: what is drawn, what the table behind it says, and what can be saved.
import { boundsOf, dateWords, nameOf } from './format.js';

/** One lane a reading, then one for each state whose part differs. Days are numbers since 1970. */
export function lanesOf(timeline) {
  const lanes = [];
  for (const reading of timeline.readings) {
    const shared = reading.entries.filter((one) => !one.state);
    const force = dayOf(shared.find((one) => one.what === 'enters into force'));
    const end = dayOf(shared.find((one) => one.what === 'ends'));
    const terms = shared.filter((one) => /^term \d+ ends/.test(one.what)).map(dayOf);
    const notices = shared.filter((one) => one.what.startsWith('last day for notice')).map(dayOf);
    lanes.push({
      name: reading.reading ? `Reading ${reading.reading}` : 'The treaty',
      because: reading.because, from: force, until: end, terms, notices, idle: [],
    });
    if (timeline.readings.length > 1) continue;
    const states = new Set([...reading.entries, ...timeline.recorded]
      .filter((one) => one.state && (one.computed || /^(suspended|resumed|withdrew|notified withdrawal|notified the suspension)/.test(one.what)))
      .map((one) => one.state));
    for (const state of [...states].slice(0, 12)) {
      const own = [...reading.entries, ...timeline.recorded].filter((one) => one.state === state);
      const idle = [];
      for (const one of own.filter((each) => /^suspended/.test(each.what))) {
        const back = own.find((each) => /^resumed/.test(each.what) && dayOf(each) > dayOf(one));
        idle.push([dayOf(one), dayOf(back)]);
      }
      lanes.push({
        name: nameOf(state), because: '', from: dayOf(own.find((one) => one.what === 'is bound')) ?? force,
        until: dayOf(own.find((one) => /no longer b/.test(one.what))) ?? end, terms: [], notices: [], idle,
      });
    }
  }
  return lanes;
}

function dayOf(entry) {
  return entry ? (boundsOf(entry.date)?.[0] ?? null) : null;
}

/** Every entry of every reading, in the order of days. */
export function entriesOf(timeline) {
  const all = [...timeline.recorded.map((one) => ({ ...one, reading: '' }))];
  for (const reading of timeline.readings) all.push(...reading.entries.map((one) => ({ ...one, reading: reading.reading })));
  return all.sort((a, b) => (boundsOf(a.date)?.[0] ?? 1e9) - (boundsOf(b.date)?.[0] ?? 1e9));
}

/** The same acts of several states on one day become one point. */
export function pointsOf(timeline) {
  const points = new Map();
  for (const one of timeline.recorded) {
    const bounds = boundsOf(one.date);
    if (!bounds) continue;
    const key = `${one.date}\n${one.what}`;
    if (!points.has(key)) points.set(key, { bounds, date: one.date, what: one.what, states: [] });
    if (one.state) points.get(key).states.push(nameOf(one.state));
  }
  return [...points.values()].sort((a, b) => a.bounds[0] - b.bounds[0]);
}

export function ticksOf(first, last) {
  const years = (last - first) / 365.25;
  const step = [1, 2, 5, 10, 20, 50].find((s) => years / s <= 11) ?? 100;
  const ticks = [];
  for (let year = Math.ceil((1970 + first / 365.25) / step) * step; ; year += step) {
    const day = Math.round(Date.UTC(year, 0, 1) / 86400000);
    if (day > last) return ticks;
    if (day >= first) ticks.push({ year, day });
  }
}

export { dateWords };
