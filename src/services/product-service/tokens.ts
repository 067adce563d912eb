import type { ServiceIdentifier } from 'inversify';
import type { CommandHandler } from '../../application/command-handler.js';
import type { CommandDispatcher } from '../../application/process-runtime/command-dispatcher.js';
import type { StockReservationCommand } from '../../application/product-service/stock-reservation-messages.js';
import type { ProductQueries } from '../../application/read-models/product-queries.js';
import type { ProductCommand } from '../../domain/product/commands.js';
import type { ProductEvent } from '../../domain/product/events.js';
import type { ProductState } from '../../domain/product/state.js';

export type ProductCommandHandler = CommandHandler<ProductState, ProductCommand, ProductEvent>;

/** What product-service binds for itself. */
export const PRODUCTS = {
  commands: Symbol.for('ProductCommands') as ServiceIdentifier<ProductCommandHandler>,
  queries: Symbol.for('ProductQueries') as ServiceIdentifier<ProductQueries>,
  stockDispatcher: Symbol.for('StockDispatcher') as ServiceIdentifier<
    CommandDispatcher<StockReservationCommand>
  >,
} as const;
