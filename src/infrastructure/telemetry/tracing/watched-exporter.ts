import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/** More than this many batches without an answer mean that whoever takes them hangs. */
const MOST_UNDER_WAY = 4;

/** Whom an exporter tells of its fortunes: at each change, not at each batch. */
export interface ExportObserver {
  /** Spans are lost from now on. */
  away(error: Error): void;
  back(): void;
}

/**
 * An exporter whose failures are noticed, and whose batches are bounded in number: one that is never answered holds on to
 * its spans and its connection.
 */
export class WatchedExporter implements SpanExporter {
  #underWay = 0;
  #isAway = false;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly observer: ExportObserver,
  ) {}

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    if (this.#underWay >= MOST_UNDER_WAY) {
      const error = new Error(`${MOST_UNDER_WAY} batches of spans have had no answer`);
      this.#note(error);
      done({ code: ExportResultCode.FAILED, error });
      return;
    }
    this.#underWay += 1;
    this.exporter.export(spans, (result) => {
      this.#underWay -= 1;
      const failed = result.code !== ExportResultCode.SUCCESS;
      this.#note(failed ? (result.error ?? new Error('a batch of spans was not taken')) : undefined);
      done(result);
    });
  }

  forceFlush(): Promise<void> {
    return this.exporter.forceFlush?.() ?? Promise.resolve();
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  #note(error: Error | undefined): void {
    if (error !== undefined && !this.#isAway) this.observer.away(error);
    if (error === undefined && this.#isAway) this.observer.back();
    this.#isAway = error !== undefined;
  }
}
