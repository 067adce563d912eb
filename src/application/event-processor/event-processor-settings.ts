/** How an `EventProcessor` goes about its work; every number has a default that suits a read model. */
export interface EventProcessorSettings {
  /** Lanes that work side by side. */
  readonly lanes: number;
  /** At most this many events go into one call of the handler. */
  readonly batchSize: number;
  /**
   * How long a lane that stood still waits for more events before it begins, in ms: a little delay for fewer, larger steps.
   */
  readonly lingerMs: number;
  /** At most this many events are held in memory; the subscription waits meanwhile. */
  readonly maxInFlight: number;
  /** How long after progress the checkpoint is stored, in ms. */
  readonly checkpointIntervalMs: number;
  /** A holder whose heartbeat stands still for this long, by the contender's own clock, is taken for dead. */
  readonly leaseTtlMs: number;
  /** First and longest pause between two attempts, in ms; it doubles in between. */
  readonly firstRetryDelayMs: number;
  readonly longestRetryDelayMs: number;
  /** How often operators' requests are looked for while something is parked, in ms. */
  readonly requestPollMs: number;
}

/** What suits a read model. */
export const defaultEventProcessorSettings: EventProcessorSettings = {
  lanes: 4,
  batchSize: 200,
  lingerMs: 0,
  maxInFlight: 2_000,
  checkpointIntervalMs: 250,
  leaseTtlMs: 5_000,
  firstRetryDelayMs: 20,
  longestRetryDelayMs: 2_000,
  requestPollMs: 500,
};
