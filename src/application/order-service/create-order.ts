import { DomainError } from '../../domain/domain-error.js';
import type { Money } from '../../domain/money.js';
import type { CreateOrder, OrderCommand } from '../../domain/order/commands.js';
import type { OrderEvent } from '../../domain/order/events.js';
import type { OrderLine } from '../../domain/order/order-line.js';
import type { OrderState } from '../../domain/order/state.js';
import type { CommandHandler, HandleOptions } from '../command-handler.js';
import type { CommandResult } from '../command-result.js';
import type { Command } from '../command.js';
import type { Inquiry } from '../inquiry.js';
import type { CurrentPrices } from './current-prices.js';

/** So many products are asked for at once. */
const AT_ONCE = 8;

export type Orders = Pick<CommandHandler<OrderState, OrderCommand, OrderEvent>, 'handle' | 'load'>;

/** A product and what it costs now. */
interface PricedProduct {
  readonly productId: string;
  readonly price: Money;
}

/**
 * Creates the order that a customer asks for, at the prices of the moment only. A product that nobody knows is let through: the
 * reservation of its stock rejects the order.
 */
export class CreateOrderUseCase {
  constructor(
    private readonly orders: Orders,
    private readonly prices: CurrentPrices,
  ) {}

  /**
   * @throws DomainError `price-changed` with the products concerned as `lines`, and those of the order
   * @throws TransientError when product-service or the event store gives no answer in time
   */
  async execute(
    command: Command<CreateOrder>,
    options: HandleOptions<OrderState> = {},
  ): Promise<CommandResult> {
    const { orderId, lines } = command.body.data;
    const stream = `order-${orderId}`;
    const changed = await this.#changed(lines, command);
    // What was created at the prices of then is answered as it was then.
    if (changed.length > 0 && (await this.orders.load(stream)).state.status === 'uncreated') {
      const products = changed.map(({ productId }) => productId).join(', ');
      throw new DomainError('price-changed', `These cost something else now: ${products}`, {
        lines: changed,
      });
    }
    return this.orders.handle(stream, command, options);
  }

  async #changed(lines: readonly OrderLine[], inquiry: Inquiry): Promise<readonly PricedProduct[]> {
    const products = [...new Set(lines.map(({ productId }) => productId))];
    const changed: PricedProduct[] = [];
    for (let start = 0; start < products.length; start += AT_ONCE) {
      const asked = products.slice(start, start + AT_ONCE).map(async (productId) => {
        const ordered = lines.filter((line) => line.productId === productId);
        const price = await this.#otherPrice(productId, ordered, inquiry);
        return price && { productId, price };
      });
      changed.push(...(await Promise.all(asked)).filter((one) => one !== undefined));
    }
    return changed;
  }

  /** The price of a product when a line has another. Nobody is refused for what the catalogue only does not know yet. */
  async #otherPrice(
    productId: string,
    lines: readonly OrderLine[],
    inquiry: Inquiry,
  ): Promise<Money | undefined> {
    const isOther = (price: Money): boolean =>
      lines.some(
        ({ unitPrice }) => unitPrice.amount !== price.amount || unitPrice.currency !== price.currency,
      );
    const known = await this.prices.of(productId, inquiry);
    if (known !== undefined && !isOther(known)) return undefined;
    const latest = await this.prices.latestOf(productId, inquiry);
    return latest !== undefined && isOther(latest) ? latest : undefined;
  }
}
