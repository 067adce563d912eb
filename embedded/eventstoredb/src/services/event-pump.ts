import type { Call } from '../grpc/call.js';
import type { EventStore } from '../store/event-store.js';
import type { EventSource } from '../streams/event-source.js';
import type { FrameWriter } from '../streams/frame-writer.js';

/** After this many full writes the other calls have their turn. */
const WRITES_IN_A_ROW = 4;

/**
 * Moves messages from a source to a client: as fast as the client takes them, never more than one write ahead, and again
 * each time that something becomes visible.
 */
export class EventPump {
  readonly #unsubscribe: () => void;
  #isBlocked = false;
  #isWaiting = false;

  constructor(
    readonly call: Call,
    readonly source: EventSource,
    readonly frames: FrameWriter,
    store: EventStore,
  ) {
    call.onDrain(() => {
      this.#isBlocked = false;
      this.#run();
    });
    this.#run();
    // A short read is over by now: nobody would ever stop it.
    this.#unsubscribe = call.isOver ? () => {} : store.onVisible(() => this.#run());
  }

  /** Moves nothing any more. */
  stop(): void {
    this.#unsubscribe();
  }

  #run(): void {
    if (this.#isBlocked || this.#isWaiting) return;
    try {
      this.#move();
    } catch (error) {
      this.call.fail(error);
    }
  }

  #move(): void {
    for (let writes = 0; !this.call.isOver; writes++) {
      if (writes === WRITES_IN_A_ROW) {
        this.#isWaiting = true;
        setImmediate(() => {
          this.#isWaiting = false;
          this.#run();
        });
        return;
      }
      const progress = this.source.fill(this.frames);
      if (this.frames.length > 0) this.#isBlocked = !this.call.sendFrames(this.frames.take());
      if (progress === 'end') this.call.end();
      else if (typeof progress === 'object') this.call.fail(progress);
      if (progress !== 'more' || this.#isBlocked) return;
    }
  }
}
