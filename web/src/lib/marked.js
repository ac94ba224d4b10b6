// A text cut at the borders of the statements' quotes. Quotes are ranges of UTF-8 bytes; several may overlap.

/** [{text, statements: [index …]}] in the order of the text. */
export function marked(text, statements) {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const spans = statements.map((one) => one.quote && [one.quote.start, one.quote.end]);
  const cuts = [...new Set([0, bytes.length, ...spans.flatMap((span) => span ?? [])])].filter((at) => at <= bytes.length).sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const inside = spans.flatMap((span, k) => (span && span[0] <= cuts[i] && cuts[i + 1] <= span[1] ? [k] : []));
    pieces.push({ text: decoder.decode(bytes.subarray(cuts[i], cuts[i + 1])), statements: inside });
  }
  return pieces;
}

/** A statement of the reading contract as one line for people. */
export function inWords(fact) {
  const who = (list) => (list ?? []).map((a) => [a.name, a.role, a.state ?? a.org].filter(Boolean).join(', ')).join('; ');
  switch (fact.kind) {
    case 'treaty': return [fact.title || 'a treaty', (fact.parties ?? []).join('–'), fact.signed && `signed ${fact.signed}`].filter(Boolean).join(', ');
    case 'act': return [who(fact.by), fact.type, fact.of && `(${fact.of})`, fact.body?.name && `to ${fact.body.name}`, fact.on].filter(Boolean).join(' ');
    case 'quantity': return [fact.what, fact.bound, fact.value, fact.unit, fact.per && `per ${fact.per}`].filter(Boolean).join(' ');
    case 'relation': return `${fact.type} ${fact.other ?? ''}`;
    case 'project': return [fact.name || fact.what, fact.state, fact.at && `at ${fact.at}`].filter(Boolean).join(', ');
    case 'clause': return [fact.article && `article ${fact.article}`, fact.if && `if ${fact.if}`, fact.who, fact.must, fact.do].filter(Boolean).join(' ');
    case 'event': return [who(fact.by), fact.what || fact.type, fact.on].filter(Boolean).join(' ');
    case 'assessment': return fact.says ?? '';
    case 'claim': return [fact.state, fact.status, fact.from && `from ${fact.from}`].filter(Boolean).join(' ');
    default: return fact.kind;
  }
}
