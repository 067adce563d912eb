import type { ProductQueries } from '../../application/read-models/product-queries.js';
import type { CommandResult } from '../../application/command-result.js';
import type { ProductCommand } from '../../domain/product/commands.js';
import type { Call, Reply } from '../../infrastructure/http/contract/handlers.js';
import { productContract } from '../../infrastructure/http/contracts/product-contract.js';
import type { ProductChanged } from '../../infrastructure/http/contracts/product-dtos.js';
import { type Api, api } from '../runtime/api.js';
import { DEFAULT_LIMIT, awaitToken, found, listed } from '../runtime/consistency.js';
import type { ProductCommandHandler } from './tokens.js';

/** What product-service answers to its calls. */
export function productApi(commands: ProductCommandHandler, queries: ProductQueries): Api {
  const handle = (context: Call<unknown>['context'], body: ProductCommand): Promise<CommandResult> =>
    commands.handle(`product-${body.data.productId}`, context.command(body), {
      expectedRevision: context.expectedRevision,
    });
  const change = async (
    context: Call<unknown>['context'],
    body: ProductCommand,
  ): Promise<Reply<ProductChanged>> => {
    const { revision, position } = await handle(context, body);
    return { body: { productId: body.data.productId, revision }, revision, position };
  };
  return api(productContract, {
    async registerProduct({ body, context }) {
      const { name, description, price, initialStock, productId = context.newId('product') } = body;
      const data = { productId, name, description, price: { ...price }, initialStock };
      const { revision, position } = await handle(context, { type: 'RegisterProduct', data });
      return { body: { productId }, revision, position, location: `/products/${productId}` };
    },
    async listProducts({ query }) {
      await awaitToken(queries, query.consistentWith);
      const { search, inStock, limit = DEFAULT_LIMIT, cursor } = query;
      return listed(await queries.list({ search, inStock, limit, cursor }));
    },
    async getProduct({ params: { productId }, query, context }) {
      await awaitToken(queries, query.consistentWith);
      const product = query.latest === true ? queries.latestById(productId) : queries.byId(productId);
      return found('product', productId, await product, context.principal);
    },
    changeProductDetails: ({ params, body: { name, description }, context }) =>
      change(context, {
        type: 'ChangeProductDetails',
        data: {
          ...params,
          ...(name !== undefined && { name }),
          ...(description !== undefined && { description }),
        },
      }),
    changeProductPrice: ({ params, body, context }) =>
      change(context, { type: 'ChangeProductPrice', data: { ...params, price: { ...body.price } } }),
    replenishStock: ({ params, body: { quantity }, context }) =>
      change(context, { type: 'ReplenishStock', data: { ...params, quantity } }),
    async discontinueProduct({ params, context }) {
      const { revision, position } = await handle(context, { type: 'DiscontinueProduct', data: params });
      return { revision, position };
    },
  });
}
