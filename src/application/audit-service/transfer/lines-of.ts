const newline = 0x0a;

/** The lines of a text that comes in pieces, in batches: one for each piece. An empty line counts, an unfinished last one, too. */
export async function* linesOf(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly Buffer[], void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const text = rest.length === 0 ? Buffer.from(piece) : Buffer.concat([rest, piece]);
    const lines: Buffer[] = [];
    let from = 0;
    for (let to = text.indexOf(newline); to >= 0; to = text.indexOf(newline, from)) {
      lines.push(text.subarray(from, to));
      from = to + 1;
    }
    rest = text.subarray(from);
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [rest];
}
