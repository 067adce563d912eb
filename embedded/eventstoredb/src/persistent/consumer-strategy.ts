import type { Consumer } from './consumer.js';
import type { Message } from './message.js';
import { type PinKey, PinnedStrategy } from './pinned-strategy.js';
import { DispatchToSingleStrategy, RoundRobinStrategy } from './queue-strategies.js';
import type { StrategyName } from './settings.js';

/** Chooses who gets a message. */
export interface ConsumerStrategy {
  add(consumer: Consumer): void;
  remove(consumer: Consumer): void;
  /** `'waits'` when the one who must have it has no room, `'nobody'` when no one has. */
  choose(message: Message): Consumer | 'waits' | 'nobody';
}

/** What the pinned strategies go by. */
export interface PinKeys {
  readonly stream: PinKey;
  readonly correlation: PinKey;
}

/** The strategy of a name, for a group without consumers. */
export function consumerStrategy(name: StrategyName, keys: PinKeys): ConsumerStrategy {
  switch (name) {
    case 'RoundRobin':
      return new RoundRobinStrategy();
    case 'DispatchToSingle':
      return new DispatchToSingleStrategy();
    case 'Pinned':
      return new PinnedStrategy(keys.stream);
    case 'PinnedByCorrelation':
      return new PinnedStrategy(keys.correlation);
  }
}
