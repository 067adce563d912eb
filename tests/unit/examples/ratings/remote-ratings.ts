// #region client
import type { CallOrigin } from '../../../../src/infrastructure/http/client/call-origin.js';
import { RemoteProblemError } from '../../../../src/infrastructure/http/client/remote-problem-error.js';
import {
  type ClientParts,
  serviceClient,
} from '../../../../src/infrastructure/http/client/service-client.js';
import { ratingContract } from './ratings-contract.js';

/** How many stars products have, as rating-service knows. */
export class RemoteRatings {
  readonly #ratings;

  constructor(parts: ClientParts) {
    this.#ratings = serviceClient(ratingContract, parts, {
      defaults: { timeoutMs: 300, retry: { maxAttempts: 2 } },
      // A page without stars is better than no page.
      fallbacks: { getRating: () => ({ status: 200, body: { stars: 0 } }) },
    });
  }

  /** 0 when nobody has rated the product, or nobody knows. */
  async starsOf(productId: string, origin: CallOrigin): Promise<number> {
    try {
      const { body } = await this.#ratings.getRating({ params: { productId } }, origin);
      return body.stars;
    } catch (error) {
      if (error instanceof RemoteProblemError && error.code === 'product-not-found') return 0;
      throw error;
    }
  }

  /** @throws RemoteServiceUnavailableError when rating-service is away: what the customer said must not get lost */
  async rate(productId: string, stars: number, origin: CallOrigin): Promise<void> {
    await this.#ratings.rate({ params: { productId }, body: { stars } }, origin);
  }
}
// #endregion
