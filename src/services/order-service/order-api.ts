import type { OrderQueries } from '../../application/read-models/order-queries.js';
import type { OrderCommand, OrderRequest } from '../../domain/order/commands.js';
import type { OrderLine } from '../../domain/order/order-line.js';
import type { Call, Reply } from '../../infrastructure/http/contract/handlers.js';
import { orderContract } from '../../infrastructure/http/contracts/order-contract.js';
import type {
  OrderAccepted,
  OrderLineBody,
  SubmitOrderBody,
} from '../../infrastructure/http/contracts/order-dtos.js';
import { type Api, api } from '../runtime/api.js';
import { DEFAULT_LIMIT, awaitToken, found, listed } from '../runtime/consistency.js';
import type { OrderCommandHandler } from './tokens.js';

/** What order-service answers to its calls. */
export function orderApi(commands: OrderCommandHandler, queries: OrderQueries): Api {
  const accept = async (
    context: Call<unknown>['context'],
    body: OrderCommand,
  ): Promise<Reply<OrderAccepted>> => {
    const { orderId } = body.data;
    const { revision, position } = await commands.handle(`order-${orderId}`, context.command(body), {
      expectedRevision: context.expectedRevision,
    });
    return { body: { orderId }, revision, position, location: `/orders/${orderId}` };
  };
  return api(orderContract, {
    createOrder({ body, context }) {
      const { orderId = context.newId('order') } = body;
      return accept(context, { type: 'CreateOrder', data: requestOf(orderId, body) });
    },
    submitOrder: ({ params: { orderId }, body, context }) =>
      accept(context, { type: 'SubmitOrder', data: requestOf(orderId, body) }),
    placeOrder: ({ params, context }) => accept(context, { type: 'PlaceOrder', data: params }),
    cancelOrder: ({ params, body: { reason = '' }, context }) =>
      accept(context, { type: 'CancelOrder', data: { ...params, reason, cancelledBy: 'customer' } }),
    async getOrder({ params: { orderId }, query }) {
      await awaitToken(queries, query.consistentWith);
      return found('order', orderId, await queries.byId(orderId));
    },
    async listOrders({ query }) {
      await awaitToken(queries, query.consistentWith);
      const { customerId, status, limit = DEFAULT_LIMIT, cursor } = query;
      return listed(await queries.list({ customerId, status, limit, cursor }));
    },
  });
}

function requestOf(orderId: string, { customerId, lines, shippingAddress }: SubmitOrderBody): OrderRequest {
  const address = shippingAddress && { shippingAddress: { ...shippingAddress } };
  return { orderId, customerId, lines: lines.map(lineOf), ...address };
}

function lineOf({ productId, name, quantity, unitPrice }: OrderLineBody): OrderLine {
  return { productId, ...(name !== undefined && { name }), quantity, unitPrice: { ...unitPrice } };
}
