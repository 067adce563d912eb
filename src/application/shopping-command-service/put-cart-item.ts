import type { CartCommand, PutCartItem } from '../../domain/cart/commands.js';
import type { CartEvent } from '../../domain/cart/events.js';
import type { CartState } from '../../domain/cart/state.js';
import { DomainError } from '../../domain/domain-error.js';
import { NotFoundError } from '../../domain/not-found-error.js';
import type { CommandHandler, HandleOptions } from '../command-handler.js';
import type { CommandResult } from '../command-result.js';
import type { Command } from '../command.js';
import type { Inquiry } from '../inquiry.js';
import type { CatalogueProduct, ProductCatalogue } from './product-catalogue.js';

/** What a customer asks for: name and price come from the catalogue. */
export interface CartItemRequest {
  readonly cartId: string;
  readonly productId: string;
  readonly quantity: number;
}

/**
 * Puts a product into a cart at the price of the moment. That enough of it is there is checked as a courtesy only: what
 * counts is the reservation behind the checkout.
 */
export class PutCartItemUseCase {
  constructor(
    private readonly carts: CommandHandler<CartState, CartCommand, CartEvent>,
    private readonly catalogue: ProductCatalogue,
  ) {}

  /**
   * @param command what is asked for, with its ids
   * @param options what is insisted on of the cart
   * @throws DomainError `product-not-found`, `product-discontinued`, `insufficient-stock`, and those of the cart
   * @throws TransientError when product-service or the event store gives no answer in time
   */
  async execute(
    command: Command<{ readonly type: 'PutCartItem'; readonly data: CartItemRequest }>,
    options: HandleOptions<CartState> = {},
  ): Promise<CommandResult> {
    const { cartId, productId, quantity } = command.body.data;
    const product = await this.#offered(productId, quantity, command);
    const { name, price: unitPrice } = product;
    const body: PutCartItem = { type: 'PutCartItem', data: { cartId, productId, name, unitPrice, quantity } };
    return this.carts.handle(`cart-${cartId}`, { ...command, body }, options);
  }

  /** Nobody is refused for what the catalogue only does not know yet: what has just come in counts. */
  async #offered(productId: string, quantity: number, inquiry: Inquiry): Promise<CatalogueProduct> {
    const known = await this.catalogue.find(productId, inquiry);
    if (known !== undefined && known.status === 'active' && quantity <= known.available) return known;
    const latest = known && (await this.catalogue.findLatest(productId, inquiry));
    if (latest === undefined) throw new NotFoundError('product', productId);
    requireOffered(latest, quantity);
    return latest;
  }
}

function requireOffered({ productId, available, status }: CatalogueProduct, requested: number): void {
  if (status === 'discontinued') {
    throw new DomainError('product-discontinued', `Product ${productId} is not sold any more`, { productId });
  }
  if (requested > available) {
    throw new DomainError('insufficient-stock', `Of product ${productId} there are ${available} left`, {
      productId,
      requested,
      available,
    });
  }
}
