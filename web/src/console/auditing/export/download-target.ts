import type { ExportTarget } from './export-target.js';

/** Bytes become a Blob when there are so many: the browser may keep it on disk. */
const PIECE_BYTES = 8 * 1024 * 1024;

/** An export that the browser keeps until it is whole, and then downloads. @param save downloads it */
export class DownloadTarget implements ExportTarget {
  #pieces: Blob[] = [];
  #waiting: Uint8Array<ArrayBuffer>[] = [];
  #waitingBytes = 0;

  constructor(private readonly save: (file: Blob) => void) {}

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= PIECE_BYTES) this.#cut();
  }

  async finish(): Promise<void> {
    this.#cut();
    this.save(new Blob(this.#pieces, { type: 'application/x-ndjson' }));
    this.#pieces = [];
  }

  async abandon(): Promise<void> {
    this.#pieces = [];
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #cut(): void {
    this.#pieces.push(new Blob(this.#waiting));
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}

/** Downloads a file under a name. */
export function saveAs(name: string): (file: Blob) => void {
  return (file) => {
    const url = URL.createObjectURL(file);
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    // The download has begun by then; the browser keeps the file until it is done.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };
}
