import type { CartCheckedOut } from '../../../src/domain/cart/events.js';
import {
  checkoutProcess,
  type CheckoutCommand,
  type CheckoutFact,
} from '../../../src/application/shopping-query-service/checkout-process.js';
import { processManager } from '../../../src/testing/process-manager-specification.js';
import { accepted, passed, rejected } from './outcomes.js';

const orderId = 'order';
const lines = [{ productId: 'mug', name: 'Mug', unitPrice: { amount: 1299, currency: 'EUR' }, quantity: 2 }];
const shippingAddress = { street: 'Main Street 1', postalCode: '12345', city: 'Springfield', country: 'US' };
const cart = { cartId: 'cart', customerId: 'ann', orderId, lines, total: { amount: 2598, currency: 'EUR' } };
const checkedOut: CartCheckedOut = { type: 'CartCheckedOut', data: cart };
const submit: CheckoutCommand = { type: 'SubmitOrder', data: { orderId, customerId: 'ann', lines } };
const started: CheckoutFact = { type: 'CheckoutStarted', data: { orderId } };
const completed: CheckoutFact = { type: 'CheckoutCompleted', data: { orderId } };
const failed = (code: string): CheckoutFact => ({
  type: 'CheckoutFailed',
  data: { orderId, code, message: `refused: ${code}` },
});
const checkout = processManager(checkoutProcess);

describe('checkout process', () => {
  it('is one for each cart, and of no other event', () => {
    checkout.thenProcessOf(checkedOut, 'cart');
    checkout.thenProcessOf({ type: 'CartOpened', data: cart } as unknown as CartCheckedOut, undefined);
  });

  it('submits the order', () => {
    checkout
      .when(checkedOut)
      .thenReacts({ facts: [started], commands: [submit] })
      .when(accepted(submit))
      .thenReacts({ facts: [completed], ended: true });
  });

  it('passes the shipping address on', () => {
    const data = { ...cart, shippingAddress };
    checkout.when({ type: 'CartCheckedOut', data }).thenReacts({
      facts: [started],
      commands: [{ type: 'SubmitOrder', data: { orderId, customerId: 'ann', lines, shippingAddress } }],
    });
  });

  it('fails loudly when the order is refused', () => {
    checkout
      .given(started)
      .when(rejected(submit, 'order-exists'))
      .thenReacts({ facts: [failed('order-exists')], ended: true });
  });

  it('says nothing to what it has dealt with', () => {
    checkout.given(started).when(checkedOut).thenNothing();
    checkout.given(started).when(passed('any')).thenNothing();
    for (const end of [completed, failed('order-exists')]) {
      checkout.given(started, end).when(checkedOut).thenNothing();
      checkout.given(started, end).when(accepted(submit)).thenNothing();
    }
  });
});
