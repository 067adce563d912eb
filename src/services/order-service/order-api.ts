import type { CommandResult } from '../../application/command-result.js';
import type { HandleOptions } from '../../application/command-handler.js';
import type { Command } from '../../application/command.js';
import type { CreateOrderUseCase } from '../../application/order-service/create-order.js';
import { actsForEveryone, ownerOfList, requireOwn } from '../../application/principal.js';
import { isClosed } from '../../application/read-models/order-view.js';
import type { OrderQueries } from '../../application/read-models/order-queries.js';
import type { OrderCommand, OrderRequest } from '../../domain/order/commands.js';
import type { OrderState } from '../../domain/order/state.js';
import type { OrderLine } from '../../domain/order/order-line.js';
import type { Call, Reply } from '../../infrastructure/http/contract/handlers.js';
import { orderContract } from '../../infrastructure/http/contracts/order-contract.js';
import type {
  OrderAccepted,
  OrderLineBody,
  SubmitOrderBody,
} from '../../infrastructure/http/contracts/order-dtos.js';
import { HttpError } from '../../infrastructure/http/problems/http-error.js';
import { isUuid } from '../../infrastructure/http/server/request-context.js';
import { type Api, api } from '../runtime/api.js';
import { DEFAULT_LIMIT, awaitToken, found, listed, visible } from '../runtime/consistency.js';
import type { OrderUpdates } from './order-updates.js';
import type { OrderCommandHandler } from './tokens.js';

type Execute<Body extends OrderCommand> = (
  command: Command<Body>,
  options: HandleOptions<OrderState>,
) => Promise<CommandResult>;

/** What order-service answers to its calls. */
export function orderApi(
  commands: OrderCommandHandler,
  creation: CreateOrderUseCase,
  queries: OrderQueries,
  updates: OrderUpdates,
): Api {
  const straight: Execute<OrderCommand> = (command, options) =>
    commands.handle(`order-${command.body.data.orderId}`, command, options);
  const accept = async <Body extends OrderCommand>(
    context: Call<unknown>['context'],
    body: Body,
    execute: Execute<Body> = straight,
  ): Promise<Reply<OrderAccepted>> => {
    const { orderId } = body.data;
    const { revision, position } = await execute(context.command(body), {
      expectedRevision: context.expectedRevision,
      guard: (state) => {
        if (state.status !== 'uncreated') requireOwn(context.principal, state.content.customerId);
      },
    });
    return { body: { orderId }, revision, position, location: `/orders/${orderId}` };
  };
  return api(orderContract, {
    createOrder({ body, context }) {
      const { orderId = context.newId('order') } = body;
      if (body.orderId !== undefined) requireFreeToName(body.orderId);
      const create = { type: 'CreateOrder', data: requestOf(orderId, body) } as const;
      // Who acts for everybody may make a price.
      if (actsForEveryone(context.principal)) return accept(context, create);
      return accept(context, create, (command, options) => creation.execute(command, options));
    },
    submitOrder: ({ params: { orderId }, body, context }) =>
      accept(context, { type: 'SubmitOrder', data: requestOf(orderId, body) }),
    placeOrder: ({ params, context }) => accept(context, { type: 'PlaceOrder', data: params }),
    cancelOrder: ({ params, body: { reason = '' }, context }) =>
      accept(context, { type: 'CancelOrder', data: { ...params, reason, cancelledBy: 'customer' } }),
    async getOrder({ params: { orderId }, query, context }) {
      await awaitToken(queries, query.consistentWith);
      return found('order', orderId, await queries.byId(orderId), context.principal);
    },
    async orderUpdates({ params: { orderId }, query, context }) {
      await awaitToken(queries, query.consistentWith);
      const order = visible('order', orderId, await queries.byId(orderId), context.principal);
      const after = context.lastEventId ?? order.revision - 1;
      if (isClosed(order.status) && after >= order.revision) return {};
      return { events: (signal) => updates.of(orderId, after, signal) };
    },
    async listOrders({ query, context }) {
      await awaitToken(queries, query.consistentWith);
      const { status, limit = DEFAULT_LIMIT, cursor } = query;
      const customerId = ownerOfList(context.principal, query.customerId);
      return listed(await queries.list({ customerId, status, limit, cursor }));
    },
  });
}

/**
 * The order of a cart has an id that anybody can derive from the cart's, a UUID of version 5: only the checkout may use such.
 * @throws HttpError 403 `order-id-reserved`
 */
function requireFreeToName(orderId: string): void {
  if (!isUuid(orderId) || orderId.charAt(14) !== '5') return;
  throw new HttpError(403, 'order-id-reserved', 'UUIDs of version 5 are kept for the orders of carts');
}

function requestOf(orderId: string, { customerId, lines, shippingAddress }: SubmitOrderBody): OrderRequest {
  const address = shippingAddress && { shippingAddress: { ...shippingAddress } };
  return { orderId, customerId, lines: lines.map(lineOf), ...address };
}

function lineOf({ productId, name, quantity, unitPrice }: OrderLineBody): OrderLine {
  return { productId, ...(name !== undefined && { name }), quantity, unitPrice: { ...unitPrice } };
}
