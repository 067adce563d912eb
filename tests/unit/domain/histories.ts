import * as fc from 'fast-check';
import type { CartCommand } from '../../../src/domain/cart/commands.js';
import type { CustomerCommand } from '../../../src/domain/customer/commands.js';
import type { Decider } from '../../../src/domain/decider.js';
import { DomainError } from '../../../src/domain/domain-error.js';
import type { EmailClaimCommand } from '../../../src/domain/email-claim/commands.js';
import type { EmailCommand } from '../../../src/domain/email/commands.js';
import type { Message } from '../../../src/domain/message.js';
import type { OrderCommand } from '../../../src/domain/order/commands.js';
import type { ProductCommand } from '../../../src/domain/product/commands.js';

/** The events that a sequence of commands leads to; refused ones lead to none. */
export function historyOf<State, Command extends Message, Event extends Message>(
  { initialState, decide, evolve }: Decider<State, Command, Event>,
  commands: readonly Command[],
): readonly Event[] {
  const history: Event[] = [];
  let state = initialState;
  for (const command of commands) {
    try {
      const events = decide(command, state);
      history.push(...events);
      state = events.reduce((before, event) => evolve(before, event), state);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return history;
}

const orderIds = fc.constantFrom('o1', 'o2', 'o3', 'o4', 'o5');
const productIds = fc.constantFrom('p1', 'p2', 'p3');
const quantities = fc.integer({ min: -1, max: 6 });
const prices = fc.record({
  amount: fc.integer({ min: -1, max: 5_000 }),
  currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
});
const names = fc.constantFrom('Ann', 'Bob', 'Mug', 'Pen');
const address = fc.constant({ street: 'Main Street 1', postalCode: '12345', city: 'Bonn', country: 'DE' });

const productId = 'p';
/** Begins with the registration more often than not, as most of the rules are about what follows. */
export const productCommands: fc.Arbitrary<ProductCommand[]> = begunBy<ProductCommand>(
  command('RegisterProduct', {
    productId: fc.constant(productId),
    name: names,
    description: names,
    price: prices,
    initialStock: fc.integer({ min: -1, max: 20 }),
  }),
  [
    [
      8,
      command('ReserveStock', { productId: fc.constant(productId), orderId: orderIds, quantity: quantities }),
    ],
    [4, command('ReleaseStockReservation', { productId: fc.constant(productId), orderId: orderIds })],
    [4, command('DeductStock', { productId: fc.constant(productId), orderId: orderIds })],
    [2, command('ReplenishStock', { productId: fc.constant(productId), quantity: quantities })],
    [1, command('ChangeProductPrice', { productId: fc.constant(productId), price: prices })],
    [1, command('ChangeProductDetails', { productId: fc.constant(productId), name: names })],
    [1, command('DiscontinueProduct', { productId: fc.constant(productId) })],
  ],
);

const customerId = 'c';
export const customerCommands: fc.Arbitrary<CustomerCommand[]> = begunBy<CustomerCommand>(
  command('RegisterCustomer', {
    customerId: fc.constant(customerId),
    email: fc.constantFrom('ann@example.com', 'Ann@Example.com', 'nobody'),
    name: names,
    passwordHash: fc.constant('hash'),
  }),
  [
    [
      4,
      command('ChangeCustomerDetails', {
        customerId: fc.constant(customerId),
        name: names,
        email: fc.constantFrom('bob@example.com', 'nobody'),
        address: fc.option(address, { nil: null }),
      }),
    ],
    [1, command('DeactivateCustomer', { customerId: fc.constant(customerId) })],
    [1, command('EraseCustomer', { customerId: fc.constant(customerId) })],
  ],
);

const claim = { emailHash: fc.constant('hash'), customerId: fc.constantFrom('ann', 'bob') };
export const emailClaimCommands: fc.Arbitrary<EmailClaimCommand[]> = begunBy<EmailClaimCommand>(
  command('ClaimEmail', claim),
  [
    [1, command('ClaimEmail', claim)],
    [1, command('ReleaseEmailClaim', claim)],
  ],
);

const cartId = 'cart';
export const cartCommands: fc.Arbitrary<CartCommand[]> = begunBy<CartCommand>(
  command('OpenCart', { cartId: fc.constant(cartId), customerId: fc.constantFrom('ann', 'bob') }),
  [
    [
      8,
      command('PutCartItem', {
        cartId: fc.constant(cartId),
        productId: productIds,
        name: names,
        unitPrice: prices,
        quantity: quantities,
      }),
    ],
    [2, command('RemoveCartItem', { cartId: fc.constant(cartId), productId: productIds })],
    [1, command('CheckOutCart', { cartId: fc.constant(cartId), orderId: fc.constant('order') })],
    [1, command('AbandonCart', { cartId: fc.constant(cartId) })],
  ],
);

const orderId = 'order';
const orderLine = fc.record({
  productId: productIds,
  quantity: fc.integer({ min: 1, max: 100 }),
  unitPrice: fc.record({ amount: fc.integer({ min: 0, max: 5_000 }), currency: fc.constant('EUR') }),
});
const orderRequest = {
  orderId: fc.constant(orderId),
  customerId: fc.constant('ann'),
  lines: fc.array(orderLine, { minLength: 1, maxLength: 10 }),
};
export const orderCommands: fc.Arbitrary<OrderCommand[]> = begunBy<OrderCommand>(
  fc.oneof(command('CreateOrder', orderRequest), command('SubmitOrder', orderRequest)),
  [
    [3, command('PlaceOrder', { orderId: fc.constant(orderId) })],
    [1, command('ConfirmOrder', { orderId: fc.constant(orderId) })],
    [
      1,
      command('RejectOrder', {
        orderId: fc.constant(orderId),
        code: fc.constant('insufficient-stock'),
        lines: fc.constant([]),
      }),
    ],
    [
      1,
      command('CancelOrder', {
        orderId: fc.constant(orderId),
        reason: names,
        cancelledBy: fc.constantFrom('customer' as const, 'deadline' as const),
      }),
    ],
  ],
);

const emailId = 'email';
export const emailCommands: fc.Arbitrary<EmailCommand[]> = begunBy<EmailCommand>(
  command('RequestEmail', {
    emailId: fc.constant(emailId),
    kind: fc.constant('order-confirmed' as const),
    orderId: fc.constant(orderId),
    customerId: fc.constant('ann'),
    to: fc.constant('ann@example.com'),
    recipientName: names,
    subject: fc.constant('Your order'),
    order: fc.record({ total: fc.constant({ amount: 1, currency: 'EUR' }) }),
  }),
  [
    [3, command('RecordFailedEmailAttempt', { emailId: fc.constant(emailId), error: names })],
    [1, command('RecordEmailSent', { emailId: fc.constant(emailId) })],
    [1, command('AbandonEmail', { emailId: fc.constant(emailId), reason: names })],
  ],
);

function command<const Type extends string, Data extends object>(
  type: Type,
  data: { [Key in keyof Data]: fc.Arbitrary<Data[Key]> },
): fc.Arbitrary<{ type: Type; data: Data }> {
  return fc.record({ type: fc.constant(type), data: fc.record(data) as unknown as fc.Arbitrary<Data> });
}

function begunBy<Command>(
  first: fc.Arbitrary<Command>,
  others: readonly (readonly [number, fc.Arbitrary<Command>])[],
): fc.Arbitrary<Command[]> {
  const any = fc.oneof(
    { weight: 1, arbitrary: first },
    ...others.map(([weight, arbitrary]) => ({ weight, arbitrary })),
  );
  const rest = fc.array(any, { maxLength: 60 });
  return fc.oneof(
    { weight: 9, arbitrary: fc.tuple(first, rest).map(([begin, more]) => [begin, ...more]) },
    { weight: 1, arbitrary: rest },
  );
}
