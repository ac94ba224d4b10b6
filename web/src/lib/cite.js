// A treaty as lawyers cite it. What the register does not know is left out, never guessed.
import { dateWords, nameOf } from './format.js';

const bluebookMonths = ['Jan.', 'Feb.', 'Mar.', 'Apr.', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.'];

function parts(dossier) {
  const signed = dossier.timeline.recorded.find((one) => /^signed/.test(one.what))?.date ?? '';
  return { title: dossier.title || dossier.id, parties: dossier.parties.map(nameOf), signed, force: dossier.status.in_force ?? '' };
}

/** OSCOLA: title (adopted or signed, entered into force). */
export function oscola(dossier) {
  const { title, parties, signed, force } = parts(dossier);
  const days = [signed && `signed ${dateWords(signed)}`, force && `entered into force ${dateWords(force)}`].filter(Boolean);
  return `${title}${parties.length === 2 ? ` (${parties.join('–')})` : ''}${days.length ? ` (${days.join(', ')})` : ''}`;
}

/** The Bluebook, short form: title, parties where there are two, date of signature. */
export function bluebook(dossier) {
  const { title, parties, signed } = parts(dossier);
  const [year, month, day] = signed.split('-');
  const date = day ? `${bluebookMonths[month - 1]} ${Number(day)}, ${year}` : year;
  return [title, parties.length === 2 ? parties.join('-') : '', date].filter(Boolean).join(', ') + '.';
}

export function bibtex(dossier) {
  const { title, parties, signed, force } = parts(dossier);
  const fields = [
    ['title', `{${title.replace(/[{}\\]/g, '')}}`],
    ['author', parties.length ? parties.map((one) => `{${one}}`).join(' and ') : ''],
    ['year', signed.slice(0, 4)], ['date', signed],
    ['note', force ? `Entered into force ${force}` : ''],
  ].filter(([, value]) => value);
  return `@misc{${dossier.id},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}`;
}
