import type { ServiceIdentifier } from 'inversify';
import type { CommandHandler } from '../../application/command-handler.js';
import type { CreateOrderUseCase } from '../../application/order-service/create-order.js';
import type { CurrentPrices } from '../../application/order-service/current-prices.js';
import type { FulfilmentCommand } from '../../application/order-service/fulfilment-process.js';
import type { CommandDispatcher } from '../../application/process-runtime/command-dispatcher.js';
import type { OrderQueries } from '../../application/read-models/order-queries.js';
import type { OrderCommand } from '../../domain/order/commands.js';
import type { OrderEvent } from '../../domain/order/events.js';
import type { OrderUpdates } from './order-updates.js';
import type { OrderState } from '../../domain/order/state.js';

export type OrderCommandHandler = CommandHandler<OrderState, OrderCommand, OrderEvent>;

/** What order-service binds for itself. */
export const ORDERS = {
  commands: Symbol.for('OrderCommands') as ServiceIdentifier<OrderCommandHandler>,
  prices: Symbol.for('CurrentPrices') as ServiceIdentifier<CurrentPrices>,
  create: Symbol.for('CreateOrder') as ServiceIdentifier<CreateOrderUseCase>,
  queries: Symbol.for('OrderQueries') as ServiceIdentifier<OrderQueries>,
  updates: Symbol.for('OrderUpdates') as ServiceIdentifier<OrderUpdates>,
  fulfilmentDispatcher: Symbol.for('FulfilmentDispatcher') as ServiceIdentifier<
    CommandDispatcher<FulfilmentCommand>
  >,
} as const;
