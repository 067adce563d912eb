import { linesOf } from './lines-of.js';
import { eventOfLine } from './log-line.js';

/**
 * Reads an export, given in pieces, to its end, so that an import need not end in the middle of a log that was cut short.
 * @param onProgress told how many bytes have been read
 * @throws InvalidLogLineError for the first line that is no event
 */
export async function checkLog(
  pieces: AsyncIterable<Uint8Array>,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<void> {
  let bytes = 0;
  for await (const lines of linesOf(pieces)) {
    for (const line of lines) {
      eventOfLine(line.toString());
      bytes += line.length + 1;
    }
    onProgress(bytes);
  }
}
