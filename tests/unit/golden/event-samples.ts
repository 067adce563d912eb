import type { CartEvent } from '../../../src/domain/cart/events.js';
import type { CustomerEvent } from '../../../src/domain/customer/events.js';
import type { EmailClaimEvent } from '../../../src/domain/email-claim/events.js';
import type { EmailEvent } from '../../../src/domain/email/events.js';
import type { OrderEvent } from '../../../src/domain/order/events.js';
import type { ProductEvent } from '../../../src/domain/product/events.js';
import type { SessionEvent } from '../../../src/domain/session/events.js';
import type { TokenKeyEvent } from '../../../src/domain/token-keys/events.js';
import type { OrderIntegrationEvent } from '../../../src/application/integration-events/order-integration-events.js';
import type { StockIntegrationEvent } from '../../../src/application/integration-events/stock-integration-events.js';

/** One event of every type of a union, with every property that it may have. */
export type Samples<Event extends { type: string; data: unknown }> = {
  readonly [Type in Event['type']]: Required<Extract<Event, { type: Type }>['data']>;
};

const productId = '0b8f1c1e-6f0a-4d1e-9a51-0c5be9a3f001';
const customerId = '0b8f1c1e-6f0a-4d1e-9a51-0c5be9a3f002';
const cartId = '0b8f1c1e-6f0a-4d1e-9a51-0c5be9a3f003';
const orderId = '0b8f1c1e-6f0a-4d1e-9a51-0c5be9a3f004';
const sessionId = '0b8f1c1e-6f0a-4d1e-9a51-0c5be9a3f005';
const emailId = `${orderId}-order-rejected`;
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const address = { street: 'Hauptstraße 1', postalCode: '10115', city: 'Berlin', country: 'DE' };
const line = { productId, name: 'Mug', quantity: 2, unitPrice: eur(1299) };
const shortLine = { productId, code: 'insufficient-stock', requested: 2, available: 1 };
const cartLine = { productId, name: 'Mug', unitPrice: eur(1299), quantity: 2 };
const content = { orderId, customerId, lines: [line], total: eur(2598), shippingAddress: address };
const core = { orderId, customerId, total: eur(2598) };
const rejection = { code: 'insufficient-stock', lines: [shortLine] };
const emailHash = '3e80ec5cd7a1b8b1f2d7a6c3f8a0f4e2b6c9d1a7e5f3b2c4d6e8f0a1b3c5d7e9';

export const productSamples: Samples<ProductEvent> = {
  ProductRegistered: { productId, name: 'Mug', description: 'Holds coffee', price: eur(1299) },
  ProductDetailsChanged: { productId, name: 'Cup', description: 'Holds tea' },
  ProductPriceChanged: { productId, price: eur(1399) },
  StockReplenished: { productId, quantity: 10 },
  StockReserved: { productId, orderId, quantity: 2 },
  StockReservationReleased: { productId, orderId, quantity: 2 },
  StockDeducted: { productId, orderId, quantity: 2 },
  ProductDiscontinued: { productId },
};

export const customerSamples: Samples<CustomerEvent> = {
  CustomerRegistered: {
    customerId,
    email: 'ann@example.com',
    name: 'Ann',
    passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
    address,
  },
  CustomerDetailsChanged: {
    customerId,
    email: 'anna@example.com',
    name: 'Anna',
    address,
    passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$b3RoZXI',
  },
  CustomerDeactivated: { customerId },
  CustomerErased: { customerId },
  AdministratorRoleGranted: { customerId },
  AdministratorRoleRevoked: { customerId },
};

export const emailClaimSamples: Samples<EmailClaimEvent> = {
  EmailClaimed: { emailHash, customerId },
  EmailClaimReleased: { emailHash, customerId },
};

export const sessionSamples: Samples<SessionEvent> = {
  SessionOpened: {
    sessionId,
    customerId,
    refreshHash: 'uU0nuZNNPgilLlLX2n2r-sSE7-N6U4DukIj3rOLvzek',
    credentialHash: 'LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564',
    expiresAt: '2026-12-22T10:00:00.000Z',
  },
  SessionRefreshed: {
    sessionId,
    refreshHash: 'LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564',
    refreshedAt: '2026-11-22T10:10:00.000Z',
  },
  SessionRefreshRepeated: { sessionId, refreshHash: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg' },
  SessionClosed: { sessionId, reason: 'signed-out' },
};

export const tokenKeySamples: Samples<TokenKeyEvent> = {
  TokenKeyWithdrawn: { keyId: '0b8f1c1e-6f0a-4d1e-9a51-0c5be9a3f005' },
  TokenKeyAdded: {
    keyId: sessionId,
    publicKey: 'snmbd2Iz76M5ornsrjvCZQaiaUaJ3ms1cyt4_tsRhpM',
    sealedPrivateKey: 'bm9uY2Utbm9uY2V0YWctdGFnLXRhZy10YWctc2VhbGVk',
    signsFrom: '2026-11-22T10:00:00.000Z',
  },
};

export const cartSamples: Samples<CartEvent> = {
  CartOpened: { cartId, customerId },
  CartItemAdded: { cartId, ...cartLine },
  CartItemQuantityChanged: { cartId, ...cartLine, quantity: 3 },
  CartItemRemoved: { cartId, productId },
  CartCheckedOut: {
    cartId,
    customerId,
    orderId,
    lines: [cartLine],
    total: eur(2598),
    shippingAddress: address,
  },
  CartAbandoned: { cartId },
};

export const orderSamples: Samples<OrderEvent> = {
  OrderCreated: content,
  OrderPlaced: content,
  OrderConfirmed: core,
  OrderRejected: { ...core, ...rejection },
  OrderCancelled: { ...core, reason: 'stock-not-answered', cancelledBy: 'deadline' },
};

export const emailSamples: Samples<EmailEvent> = {
  EmailRequested: {
    emailId,
    kind: 'order-rejected',
    orderId,
    customerId,
    to: 'ann@example.com',
    recipientName: 'Ann',
    subject: 'Your order could not be fulfilled',
    order: {
      total: eur(2598),
      lines: [line],
      shippingAddress: address,
      rejection,
      cancellationReason: 'stock-not-answered',
    },
  },
  EmailSent: { emailId },
  EmailAttemptFailed: { emailId, attempt: 1, error: '451 try again later' },
  EmailAbandoned: { emailId, reason: '451 try again later' },
};

export const integrationEventSamples: Samples<OrderIntegrationEvent | StockIntegrationEvent> = {
  'order.placed.v1': content,
  'order.confirmed.v1': core,
  'order.rejected.v1': { ...core, ...rejection },
  'order.cancelled.v1': { ...core, reason: 'stock-not-answered' },
  'stock.reserved-for-order.v1': { orderId },
  'stock.unavailable-for-order.v1': { orderId, lines: [shortLine] },
};
