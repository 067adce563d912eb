import { LatencyStatistics } from './latency-statistics.js';
import type { Message } from './message.js';
import { Rate } from './rate.js';

/** Sends messages to one client. */
export interface MessageSink {
  /** Whether the connection takes nothing now. */
  readonly isBlocked: boolean;
  send(message: Message): void;
  /** Tells why nothing is sent any more. */
  end(error: unknown): void;
}

/** One client of a group. */
export class Consumer {
  readonly inFlight = new Set<Message>();
  readonly items = new Rate();
  readonly latencies: LatencyStatistics | undefined;

  constructor(
    /** How many messages it may have at a time. */
    readonly slots: number,
    /** What the client calls its connection. */
    readonly connectionName: string,
    readonly sink: MessageSink,
    measuresLatency: boolean,
  ) {
    this.latencies = measuresLatency ? new LatencyStatistics() : undefined;
  }

  get hasRoom(): boolean {
    return !this.sink.isBlocked && this.inFlight.size < this.slots;
  }

  get freeSlots(): number {
    return Math.max(0, this.slots - this.inFlight.size);
  }
}
