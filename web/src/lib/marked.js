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

/** A text cut at marked ranges of UTF-8 bytes, in order: [{text, marked}]. */
export function cutAt(text, ranges) {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const pieces = [];
  let at = 0;
  for (const { start, end } of ranges) {
    if (start < at || end > bytes.length) continue;
    if (start > at) pieces.push({ text: decoder.decode(bytes.subarray(at, start)), marked: false });
    pieces.push({ text: decoder.decode(bytes.subarray(start, end)), marked: true });
    at = end;
  }
  if (at < bytes.length) pieces.push({ text: decoder.decode(bytes.subarray(at)), marked: false });
  return pieces;
}
