import type { CommandResult } from '../../application/command-result.js';
import { checkOutCart } from '../../application/shopping-command-service/check-out-cart.js';
import { requireOwn } from '../../application/principal.js';
import { orderIdOf } from '../../application/shopping-command-service/order-id.js';
import type { PutCartItemUseCase } from '../../application/shopping-command-service/put-cart-item.js';
import type { CartCommand } from '../../domain/cart/commands.js';
import type { CartState } from '../../domain/cart/state.js';
import type { Call } from '../../infrastructure/http/contract/handlers.js';
import { shoppingCommandContract } from '../../infrastructure/http/contracts/shopping-command-contract.js';
import { type Api, api } from '../runtime/api.js';
import type { CartCommandHandler } from './tokens.js';

/** What shopping-command-service answers to its calls. Whether a cart's customer exists is not asked: see docs/adr. */
export function cartApi(commands: CartCommandHandler, putItem: PutCartItemUseCase): Api {
  const handle = (context: Call<unknown>['context'], body: CartCommand): Promise<CommandResult> =>
    commands.handle(`cart-${body.data.cartId}`, context.command(body), {
      expectedRevision: context.expectedRevision,
      guard: ownersOnly(context),
    });
  return api(shoppingCommandContract, {
    async openCart({ body: { customerId, cartId: givenId }, context }) {
      const cartId = givenId ?? context.newId('cart');
      const { revision, position } = await handle(context, {
        type: 'OpenCart',
        data: { cartId, customerId },
      });
      return { body: { cartId }, revision, position, location: `/carts/${cartId}` };
    },
    async putCartItem({ params, body: { quantity }, context }) {
      const data = { ...params, quantity };
      const command = context.command({ type: 'PutCartItem', data } as const);
      const { revision, position } = await putItem.execute(command, {
        expectedRevision: context.expectedRevision,
        guard: ownersOnly(context),
      });
      return { body: { cartId: params.cartId, revision }, revision, position };
    },
    async removeCartItem({ params, context }) {
      const { revision, position } = await handle(context, { type: 'RemoveCartItem', data: params });
      return { revision, position };
    },
    async abandonCart({ params, context }) {
      const { revision, position } = await handle(context, { type: 'AbandonCart', data: params });
      return { revision, position };
    },
    async checkOutCart({ params: { cartId }, body: { shippingAddress }, context }) {
      const orderId = orderIdOf(cartId);
      const address = shippingAddress && { shippingAddress: { ...shippingAddress } };
      const data = { cartId, orderId, ...address };
      const command = context.command({ type: 'CheckOutCart', data } as const);
      const { revision, position } = await checkOutCart(commands, command, {
        expectedRevision: context.expectedRevision,
        guard: ownersOnly(context),
      });
      return { body: { cartId, orderId }, revision, position, location: `/orders/${orderId}` };
    },
  });
}

/** What refuses a cart that belongs to somebody else. */
function ownersOnly({ principal }: Call<unknown>['context']): (state: CartState) => void {
  return (state) => {
    if (state.status !== 'unopened') requireOwn(principal, state.customerId);
  };
}
