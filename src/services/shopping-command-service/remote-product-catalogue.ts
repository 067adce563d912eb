import type { Inquiry } from '../../application/inquiry.js';
import type {
  CatalogueProduct,
  ProductCatalogue,
} from '../../application/shopping-command-service/product-catalogue.js';
import { RemoteProblemError } from '../../infrastructure/http/client/remote-problem-error.js';
import { type ClientParts, serviceClient } from '../../infrastructure/http/client/service-client.js';
import { productContract } from '../../infrastructure/http/contracts/product-contract.js';

/** The products as product-service answers over HTTP. */
export class RemoteProductCatalogue implements ProductCatalogue {
  readonly #products;

  constructor(parts: ClientParts) {
    // A customer waits. There is no fallback: a cart must not promise what nobody knows, neither price nor stock.
    this.#products = serviceClient(productContract, parts, {
      operations: ['getProduct'],
      defaults: { timeoutMs: 1_000, retry: { maxAttempts: 2, maxWaitMs: 250 } },
    });
  }

  find(productId: string, inquiry: Inquiry): Promise<CatalogueProduct | undefined> {
    return this.#find(productId, {}, inquiry);
  }

  findLatest(productId: string, inquiry: Inquiry): Promise<CatalogueProduct | undefined> {
    return this.#find(productId, { latest: true }, inquiry);
  }

  async #find(
    productId: string,
    query: { latest?: boolean },
    inquiry: Inquiry,
  ): Promise<CatalogueProduct | undefined> {
    try {
      const { body } = await this.#products.getProduct({ params: { productId }, query }, inquiry);
      const { name, price, stock, status } = body;
      return { productId, name, price, available: stock.available, status };
    } catch (error) {
      if (error instanceof RemoteProblemError && error.status === 404) return undefined;
      throw error;
    }
  }
}
