import { ownerOfList } from '../../application/principal.js';
import type { CartQueries } from '../../application/read-models/cart-queries.js';
import { shoppingQueryContract } from '../../infrastructure/http/contracts/shopping-query-contract.js';
import { type Api, api } from '../runtime/api.js';
import { DEFAULT_LIMIT, awaitToken, found, listed } from '../runtime/consistency.js';

/** What shopping-query-service answers to its calls. */
export function cartQueryApi(queries: CartQueries): Api {
  return api(shoppingQueryContract, {
    async getCart({ params: { cartId }, query, context }) {
      await awaitToken(queries, query.consistentWith);
      return found('cart', cartId, await queries.byId(cartId), context.principal);
    },
    async listCarts({ query, context }) {
      await awaitToken(queries, query.consistentWith);
      const { limit = DEFAULT_LIMIT, cursor } = query;
      const customerId = ownerOfList(context.principal, query.customerId);
      return listed(await queries.list({ customerId, limit, cursor }));
    },
  });
}
