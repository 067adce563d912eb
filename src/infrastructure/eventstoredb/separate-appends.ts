import type { Credentials, EventStoreDBClient } from '@eventstore/db-client';
import type { AppendLine } from './append-line.js';
import { withinTime } from './within-time.js';

/**
 * Appends as calls of their own: they can't disturb each other, but each costs about twice the CPU time of one on a
 * shared call. The client makes them so when they carry credentials, which an insecure server is never sent.
 */
export class SeparateAppends implements AppendLine {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly credentials: Credentials,
  ) {}

  send(
    ...[stream, expectedRevision, events, deadlineMs]: Parameters<AppendLine['send']>
  ): ReturnType<AppendLine['send']> {
    const { client, credentials } = this;
    const options = { expectedRevision, credentials, deadline: deadlineMs };
    return withinTime(client.appendToStream(stream, events, options), deadlineMs);
  }

  async dispose(): Promise<void> {
    // Every call ends with its deadline.
  }
}
