import type { AppendExpectedRevision, AppendResult, EventData } from '@eventstore/db-client';

/** A way to send appends to the server. */
export interface AppendLine {
  /**
   * Sends one append and resolves to the server's answer.
   * @throws the client's error; Error when there is no answer within `deadlineMs`
   */
  send(
    stream: string,
    expectedRevision: AppendExpectedRevision,
    events: EventData[],
    deadlineMs: number,
  ): Promise<AppendResult>;

  /** Fails whatever is still waiting for an answer. */
  dispose(): Promise<void>;
}
