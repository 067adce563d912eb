import type { ServiceIdentifier } from 'inversify';
import type { CommandHandler } from '../../application/command-handler.js';
import type { ProductCatalogue } from '../../application/shopping-command-service/product-catalogue.js';
import type { PutCartItemUseCase } from '../../application/shopping-command-service/put-cart-item.js';
import type { CartCommand } from '../../domain/cart/commands.js';
import type { CartEvent } from '../../domain/cart/events.js';
import type { CartState } from '../../domain/cart/state.js';

export type CartCommandHandler = CommandHandler<CartState, CartCommand, CartEvent>;

/** What shopping-command-service binds for itself. */
export const CARTS = {
  commands: Symbol.for('CartCommands') as ServiceIdentifier<CartCommandHandler>,
  catalogue: Symbol.for('ProductCatalogue') as ServiceIdentifier<ProductCatalogue>,
  putItem: Symbol.for('PutCartItem') as ServiceIdentifier<PutCartItemUseCase>,
} as const;
