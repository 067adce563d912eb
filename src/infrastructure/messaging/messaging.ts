import type { IntegrationEventPublisher } from '../../application/integration-events/integration-event-publisher.js';

/** The port between services as one service has it: what it tells the others, and where it hears from them. */
export interface Messaging {
  readonly publisher: IntegrationEventPublisher;
  /** Prefixes of the streams in which integration events come to the service. */
  readonly inputs: readonly string[];
  /** What is the matter with whatever carries the events; undefined when all is well. */
  readonly problem: string | undefined;
  /** Begins to receive, in the background; what is away is waited for. */
  start(): void;
  /** Stops receiving and sending. What has not been sent is not: its publisher is told so. */
  stop(): Promise<void>;
}
