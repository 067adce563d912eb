import type { Call } from '../../grpc/call.js';
import type { MessageSink } from '../../persistent/consumer.js';
import { groupKey } from '../../persistent/group-id.js';
import type { Message } from '../../persistent/message.js';
import type { RunningGroup } from '../../persistent/running-group.js';
import { EventFrames } from '../../streams/event-frames.js';
import { FrameWriter } from '../../streams/frame-writer.js';
import { confirmation } from '../../streams/read-messages.js';

/** Sends the messages of a group over a call. Those of one turn of the event loop leave in one write. */
export class ConsumerConnection implements MessageSink {
  readonly #frames = new FrameWriter();
  readonly #events: EventFrames;
  /** Parked messages are links whatever the group delivers. */
  readonly #replayed: EventFrames;
  #isFlushing = false;
  #isBlocked = false;

  constructor(
    readonly call: Call,
    readonly group: RunningGroup,
    structuredIds: boolean,
  ) {
    const { store, definition } = group;
    this.#events = new EventFrames(store, { resolveLinks: definition.settings.resolveLinks, structuredIds });
    this.#replayed = new EventFrames(store, { resolveLinks: true, structuredIds });
    call.onDrain(() => {
      this.#isBlocked = false;
      group.run((rules) => rules.proceed());
    });
    this.#frames.message(confirmation(groupKey(definition)));
    this.#flushSoon();
  }

  /** Messages are written at the end of the turn: until then, those of one full write are as many as may wait. */
  get isBlocked(): boolean {
    return this.#isBlocked || this.#frames.isFull;
  }

  send({ place, isReplayed, retryCount }: Message): void {
    const events = isReplayed ? this.#replayed : this.#events;
    if (place.stream) events.addOf(this.#frames, place.stream, place.revision, retryCount);
    else events.add(this.#frames, place.event, retryCount);
    this.#flushSoon();
  }

  end(error: unknown): void {
    this.#flush();
    this.call.fail(error);
  }

  #flushSoon(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    process.nextTick(() => this.#flush());
  }

  #flush(): void {
    this.#isFlushing = false;
    if (this.#frames.length === 0) return;
    const wasFull = this.#frames.isFull;
    this.#isBlocked = !this.call.sendFrames(this.#frames.take());
    if (wasFull && !this.#isBlocked) this.group.run((rules) => rules.proceed());
  }
}
