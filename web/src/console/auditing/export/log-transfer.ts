import { ApiError } from '../../../api/api-error.js';
import type { ExportTarget } from './export-target.js';
import { LineCutter } from './whole-lines.js';

/** How far a transfer is. */
export interface TransferProgress {
  readonly events: number;
  readonly bytes: number;
  /** Of the last event that has been written, in decimal digits; undefined before the first. */
  readonly position: string | undefined;
}

/** What a transfer is made of. */
export interface TransferParts {
  /** Asks for the log behind a position; undefined: from its first event. @throws ApiError */
  open(behind: string | undefined, signal: AbortSignal): Promise<Response>;
  readonly target: ExportTarget;
  /** Where it begins: behind this position. */
  readonly behind?: string | undefined;
  /** Resolves after so many milliseconds. */
  readonly pause?: (ms: number) => Promise<void>;
}

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 1_000;

/** Brings the log into a file, line by whole line: where the connection breaks off it goes on behind the last one. */
export class LogTransfer {
  #progress: TransferProgress = { events: 0, bytes: 0, position: undefined };

  constructor(private readonly parts: TransferParts) {}

  get progress(): TransferProgress {
    return this.#progress;
  }

  /**
   * Goes on from where it stands to the end of the log. May be called again after it has failed.
   * @throws ApiError when the shop refuses, or has not answered for some attempts in a row
   */
  async run(signal: AbortSignal, onProgress: (progress: TransferProgress) => void): Promise<void> {
    const { pause = pauseFor } = this.parts;
    for (let failures = 0; ;) {
      const before = this.#progress.events;
      try {
        return await this.#attempt(signal, onProgress);
      } catch (error) {
        if (signal.aborted || !(error instanceof ApiError) || !error.isTransient) throw error;
        failures = this.#progress.events > before ? 1 : failures + 1;
        if (failures >= ATTEMPTS) throw error;
        await pause(Math.max(FIRST_PAUSE_MS * 2 ** (failures - 1), error.retryAfterMs ?? 0));
      }
    }
  }

  async #attempt(signal: AbortSignal, onProgress: (progress: TransferProgress) => void): Promise<void> {
    const { open, target, behind } = this.parts;
    const response = await open(this.#progress.position ?? behind, signal);
    const cutter = new LineCutter();
    for await (const piece of piecesOf(response)) {
      const whole = cutter.take(piece);
      if (whole === undefined) continue;
      await target.write(whole.bytes);
      this.#progress = {
        events: this.#progress.events + whole.lines,
        bytes: this.#progress.bytes + whole.bytes.length,
        position: whole.position,
      };
      onProgress(this.#progress);
    }
  }
}

/** The pieces of an answer as they come. @throws ApiError `unreachable` when it breaks off */
async function* piecesOf({ body }: Response): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw error instanceof TypeError ? ApiError.unreachable(error) : error;
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function pauseFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
