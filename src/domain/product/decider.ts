import type { Decider } from '../decider.js';
import { DomainError } from '../domain-error.js';
import { money } from '../money.js';
import { NotFoundError } from '../not-found-error.js';
import { requireQuantity } from '../quantity.js';
import { sameContent } from '../same-content.js';
import type { ProductCommand, RegisterProduct } from './commands.js';
import type { ProductEvent } from './events.js';
import { evolve } from './evolve.js';
import type { ProductState, RegisteredProduct } from './state.js';
import { deduct, release, replenish, reserve } from './stock.js';

/**
 * A product and its stock, in the stream `product-<productId>`.
 * Errors: `product-exists`, `product-not-found`, `product-discontinued`, `invalid-quantity`, `invalid-money`, and those of
 * the stock (see `stock.ts`).
 */
export const productDecider: Decider<ProductState, ProductCommand, ProductEvent> = {
  category: 'product',
  initialState: { status: 'unregistered' },
  decide,
  evolve,
};

function decide(command: ProductCommand, state: ProductState): readonly ProductEvent[] {
  if (command.type === 'RegisterProduct') return register(command, state);
  if (state.status === 'unregistered') throw new NotFoundError('product', command.data.productId);
  const { productId } = state;
  switch (command.type) {
    // Reservations made before a product was discontinued still come to their end.
    case 'ReleaseStockReservation':
      return release(command, state);
    case 'DeductStock':
      return deduct(command, state);
    case 'DiscontinueProduct':
      return state.status === 'discontinued' ? [] : [{ type: 'ProductDiscontinued', data: { productId } }];
    case 'ReserveStock':
      return reserve(command, state);
    case 'ReplenishStock':
      requireActive(state);
      return replenish(command, state);
    case 'ChangeProductDetails': {
      requireActive(state);
      const { name = state.name, description = state.description } = command.data;
      if (name === state.name && description === state.description) return [];
      return [{ type: 'ProductDetailsChanged', data: { productId, name, description } }];
    }
    case 'ChangeProductPrice': {
      requireActive(state);
      const price = money(command.data.price.amount, command.data.price.currency);
      if (sameContent(price, state.price)) return [];
      return [{ type: 'ProductPriceChanged', data: { productId, price } }];
    }
  }
}

function register({ data }: RegisterProduct, state: ProductState): readonly ProductEvent[] {
  if (state.status !== 'unregistered') {
    throw new DomainError('product-exists', `Product ${data.productId} is registered already`);
  }
  const { productId, name, description, initialStock } = data;
  const price = money(data.price.amount, data.price.currency);
  requireQuantity(initialStock, 0);
  const registered: ProductEvent = {
    type: 'ProductRegistered',
    data: { productId, name, description, price },
  };
  if (initialStock === 0) return [registered];
  return [registered, { type: 'StockReplenished', data: { productId, quantity: initialStock } }];
}

function requireActive(state: RegisteredProduct): void {
  if (state.status === 'discontinued') {
    throw new DomainError('product-discontinued', `Product ${state.productId} is discontinued`);
  }
}
