import type { Message } from '../domain/message.js';

/** A command with everything its events must remember about where it came from. */
export interface Command<Body extends Message = Message> {
  /** UUID. A command id seen before on the same stream answers what it answered then. */
  readonly commandId: string;
  readonly correlationId: string;
  /** The id of the event or request that caused it. */
  readonly causationId: string;
  readonly actor: string;
  readonly traceparent?: string;
  readonly body: Body;
}
