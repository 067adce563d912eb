const NEWLINE = 10;
const POSITION = /^\{"position":"(\d{1,20})",/;
/** Enough bytes of a line to read its position. */
const HEAD = 40;

/** Whole lines that have come. */
export interface WholeLines {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lines: number;
  /** Of the last one, in decimal digits. */
  readonly position: string;
}

/** Takes whole lines of an export out of pieces of any size, without reading the lines themselves. */
export class LineCutter {
  #begun: Uint8Array<ArrayBuffer> = new Uint8Array();

  /**
   * The lines that are whole with this piece; undefined when there are none. What has begun is kept for the next piece.
   * @throws TypeError when the last of them is no line of an export
   */
  take(piece: Uint8Array): WholeLines | undefined {
    const end = piece.lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      this.#begun = joined(this.#begun, piece);
      return undefined;
    }
    const bytes = joined(this.#begun, piece.subarray(0, end));
    this.#begun = joined(new Uint8Array(), piece.subarray(end));
    const head = bytes.lastIndexOf(NEWLINE, bytes.length - 2) + 1;
    const text = new TextDecoder('latin1').decode(bytes.subarray(head, head + HEAD));
    const position = POSITION.exec(text)?.[1];
    if (position === undefined) throw new TypeError(`This is no line of an export: ${text}`);
    return { bytes, lines: linesIn(bytes), position };
  }
}

function linesIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
