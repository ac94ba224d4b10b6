// Words and days as people read them. Days stay as exact as the record: "2025-04" is April 2025, not its first.

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December'];

/** "2025-10-02" → "2 October 2025", "2025-04" → "April 2025"; what is no plain day stays as it is. */
export function dateWords(edtf) {
  if (!edtf) return 'undated';
  const instant = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)(?::\d\d)?(.*)$/.exec(edtf);
  if (instant) return `${Number(instant[3])} ${months[instant[2] - 1]} ${instant[1]}, ${instant[4]} (${instant[5] === 'Z' ? 'UTC' : instant[5]})`;
  const range = /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/.exec(edtf);
  if (range) {
    const [from, until] = [range[1], range[2]];
    const last = new Date(Date.UTC(until.slice(0, 4), until.slice(5, 7), 0)).getUTCDate();
    if (from.slice(0, 7) === until.slice(0, 7) && from.endsWith('-01') && Number(until.slice(8)) === last) return dateWords(from.slice(0, 7));
    return `between ${dateWords(from)} and ${dateWords(until)}`;
  }
  const day = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(edtf);
  if (!day || day[2] > 12 || day[2] < 1) return edtf;
  return `${day[3] ? `${Number(day[3])} ` : ''}${months[day[2] - 1]} ${day[1]}`;
}

/** A time that lasts, "2025-10-02/..": "from 2 October 2025 on". */
export function spanWords(edtf) {
  const [from, until] = edtf.split('/');
  if (until === undefined) return dateWords(from);
  return `from ${dateWords(from)} ${until === '..' || !until ? 'on' : `to ${dateWords(until)}`}`;
}

/** The first and the last day that a date can mean, as days since 1970; nothing for what has none. */
export function boundsOf(edtf) {
  const parts = String(edtf ?? '').split('/');
  const first = dayNumber(parts[0]);
  const last = dayNumber(parts[parts.length - 1], true);
  return first === null || last === null ? null : [first, last];
}

export function dayNumber(text, end = false) {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$/.exec(text ?? '');
  if (!found) return null;
  const [, year, month, day] = found;
  const at = day ? Date.UTC(year, month - 1, day)
    : month ? Date.UTC(year, Number(month) - (end ? 0 : 1), end ? 0 : 1)
    : end ? Date.UTC(year, 11, 31) : Date.UTC(year, 0, 1);
  return Math.round(at / 86400000);
}

export function dayText(number) {
  return new Date(number * 86400000).toISOString().slice(0, 10);
}

export const verdicts = {
  yes: { word: 'In force', mark: '●' },
  no: { word: 'Not in force', mark: '○' },
  unknown: { word: 'Unknown', mark: '?' },
  disputed: { word: 'Disputed', mark: '◐' },
  ambiguous: { word: 'Ambiguous', mark: '◑' },
};

let names = {};
export function learnNames(states) {
  names = Object.fromEntries(states.map((one) => [one.code, one.name || one.code]));
}
/** [[code, name]] in the order of the names. */
export function knownStates() {
  return Object.entries(names).sort((a, b) => a[1].localeCompare(b[1]));
}
export function nameOf(code) {
  return names[code] ?? code;
}

/** Codes of states inside a sentence of the server are spelt out: "RUS" → "Russia". */
export function withNames(text) {
  return (text ?? '').replace(/\b[A-Z]{3}\b/g, (code) => names[code] ?? code)
    .replace(/([^\s(,;:][^(,;:]*) \(\1\)/g, '$1') // "Russia (Russia)"
    .replace(/(?<![\w-])\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?(?![\w-])/g, dateWords);
}

/** A sentence of the server for a page on one treaty: the same, and the treaty's id as "the treaty". */
export function plainly(text, treaty = '') {
  let out = withNames(text);
  if (treaty) out = out.replaceAll(new RegExp(`(?<![\\w-])${treaty.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'g'), 'the treaty');
  return out;
}

export function capital(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : '';
}

export function short(treaty) {
  return treaty.title || treaty.id;
}
