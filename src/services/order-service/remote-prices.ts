import type { Inquiry } from '../../application/inquiry.js';
import type { CurrentPrices } from '../../application/order-service/current-prices.js';
import type { Money } from '../../domain/money.js';
import { RemoteProblemError } from '../../infrastructure/http/client/remote-problem-error.js';
import { type ClientParts, serviceClient } from '../../infrastructure/http/client/service-client.js';
import { productContract } from '../../infrastructure/http/contracts/product-contract.js';

/** The prices as product-service answers over HTTP. */
export class RemotePrices implements CurrentPrices {
  readonly #products;

  constructor(parts: ClientParts) {
    // A customer waits. There is no fallback: a price that nobody vouches for is no price.
    this.#products = serviceClient(productContract, parts, {
      operations: ['getProduct'],
      defaults: { timeoutMs: 1_000, retry: { maxAttempts: 2, maxWaitMs: 250 } },
    });
  }

  of(productId: string, inquiry: Inquiry): Promise<Money | undefined> {
    return this.#priceOf(productId, {}, inquiry);
  }

  latestOf(productId: string, inquiry: Inquiry): Promise<Money | undefined> {
    return this.#priceOf(productId, { latest: true }, inquiry);
  }

  async #priceOf(
    productId: string,
    query: { latest?: boolean },
    inquiry: Inquiry,
  ): Promise<Money | undefined> {
    try {
      const { body } = await this.#products.getProduct({ params: { productId }, query }, inquiry);
      return body.price;
    } catch (error) {
      if (error instanceof RemoteProblemError && error.status === 404) return undefined;
      throw error;
    }
  }
}
