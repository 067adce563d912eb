import type { ServiceName } from './service-names.js';
import { orderEmailProcess } from './customer-service/order-email-process.js';
import { fulfilmentProcess } from './order-service/fulfilment-process.js';
import { stockReservationProcess } from './product-service/stock-reservation-process.js';
import { checkoutProcess } from './shopping-query-service/checkout-process.js';
import type { Message } from '../domain/message.js';
import type { ProcessManager } from '../domain/process-manager.js';

/** What is known of a process manager without running it: all but how it reacts. */
export type KnownManager = Pick<
  ProcessManager<unknown, never, Message, Message>,
  'name' | 'initialState' | 'evolve' | 'retryDeadlines'
>;

/** A process manager and the service that runs it. */
export interface LocatedManager {
  readonly service: ServiceName;
  readonly manager: KnownManager;
}

// What a process folds does not depend on how patient it is.
const fulfilment = fulfilmentProcess(0);
const orderEmail = orderEmailProcess({ firstDelayMs: 0, maxDelayMs: 0, maxAttempts: 1 });

/** All process managers of the shop. */
export const processManagers: readonly LocatedManager[] = [
  { service: 'shopping-query-service', manager: checkoutProcess as KnownManager },
  { service: 'product-service', manager: stockReservationProcess as KnownManager },
  { service: 'order-service', manager: fulfilment as KnownManager },
  { service: 'customer-service', manager: orderEmail as KnownManager },
];

/** The manager of a name; undefined when there is none. */
export function processManager(name: string): LocatedManager | undefined {
  return processManagers.find(({ manager }) => manager.name === name);
}

/** The names of the managers that a service runs. */
export function managersOf(service: string): string[] {
  return processManagers.filter((one) => one.service === service).map(({ manager }) => manager.name);
}
