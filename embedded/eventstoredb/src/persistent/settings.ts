/** How a group shares its messages out to its consumers: EventStoreDB's names. */
export type StrategyName = 'RoundRobin' | 'DispatchToSingle' | 'Pinned' | 'PinnedByCorrelation';

const STRATEGIES: readonly string[] = [
  'RoundRobin',
  'DispatchToSingle',
  'Pinned',
  'PinnedByCorrelation',
] satisfies readonly StrategyName[];

/** The settings of a group. Times are in milliseconds. Odd numbers (negative, lower above upper) are taken as they are. */
export interface GroupSettings {
  readonly resolveLinks: boolean;
  /** Whether the time that each consumer takes for a message is measured. */
  readonly extraStatistics: boolean;
  /** How long a consumer may take before the message is delivered again; 0 for as long as it wants. */
  readonly messageTimeout: number;
  /** How often a message is delivered again before it is parked. */
  readonly maxRetryCount: number;
  /** The shortest time between two checkpoints that are not made for their number of messages. */
  readonly checkpointAfter: number;
  /** No checkpoint is made for fewer messages. */
  readonly minCheckpointCount: number;
  /** For this many messages a checkpoint is made at once. */
  readonly maxCheckpointCount: number;
  /** 0 for any number. */
  readonly maxSubscriberCount: number;
  /** EventStoreDB's window of new events. Reported, but without effect: here new events are always at hand. */
  readonly liveBufferSize: number;
  /** How many events are fetched at a time. */
  readonly readBatchSize: number;
  /** How many messages wait for a consumer in memory. */
  readonly historyBufferSize: number;
  readonly strategy: StrategyName;
}

/** Settings as a client gave them: it may name a strategy that there is not. */
export interface RequestedSettings extends Omit<GroupSettings, 'strategy'> {
  readonly strategy: string;
}

/** Whether a value that was stored has everything that settings must have. */
export function areSettings(value: Partial<GroupSettings>): value is GroupSettings {
  const numbers = [
    value.messageTimeout,
    value.maxRetryCount,
    value.checkpointAfter,
    value.minCheckpointCount,
    value.maxCheckpointCount,
    value.maxSubscriberCount,
    value.liveBufferSize,
    value.readBatchSize,
    value.historyBufferSize,
  ];
  return numbers.every(Number.isFinite) && STRATEGIES.includes(value.strategy ?? '');
}

/**
 * Checks settings as they came from a client.
 *
 * @returns why they are refused, in EventStoreDB's words; undefined when they are not
 */
export function refusalOf(settings: RequestedSettings): string | undefined {
  if (!STRATEGIES.includes(settings.strategy))
    return `Consumer strategy ${settings.strategy} does not exist.`;
  if (settings.readBatchSize >= settings.historyBufferSize) {
    return "Specified argument was out of the range of valid values. (Parameter 'ReadBatchSize may not be greater than or equal to BufferSize')";
  }
  return undefined;
}
