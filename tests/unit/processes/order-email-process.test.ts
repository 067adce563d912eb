import type {
  OrderEmailCommand,
  OrderEmailFact,
} from '../../../src/application/customer-service/order-email-messages.js';
import { orderEmailProcess } from '../../../src/application/customer-service/order-email-process.js';
import type { OrderIntegrationEvent } from '../../../src/application/integration-events/order-integration-events.js';
import type { OrderEmailFacts, OrderEmailKind } from '../../../src/domain/email/order-email.js';
import { processManager } from '../../../src/testing/process-manager-specification.js';
import { accepted, passed, rejected } from './outcomes.js';

const orderId = 'order';
const total = { amount: 1000, currency: 'EUR' };
const core = { orderId, customerId: 'ann', total };
const lines = [{ productId: 'mug', name: 'Mug', quantity: 2, unitPrice: { amount: 500, currency: 'EUR' } }];
const shippingAddress = { street: 'Main Street 1', postalCode: '12345', city: 'Springfield', country: 'US' };
const short = [{ productId: 'mug', code: 'insufficient-stock', requested: 2, available: 1 }];
const confirmedOrder: OrderIntegrationEvent = { type: 'order.confirmed.v1', data: core };

const occasions: readonly [OrderIntegrationEvent, OrderEmailKind, OrderEmailFacts][] = [
  [
    { type: 'order.placed.v1', data: { ...core, lines, shippingAddress } },
    'order-received',
    { total, lines, shippingAddress },
  ],
  [{ type: 'order.placed.v1', data: { ...core, lines } }, 'order-received', { total, lines }],
  [confirmedOrder, 'order-confirmed', { total }],
  [
    { type: 'order.rejected.v1', data: { ...core, code: 'insufficient-stock', lines: short } },
    'order-rejected',
    { total, rejection: { code: 'insufficient-stock', lines: short } },
  ],
  [
    { type: 'order.cancelled.v1', data: { ...core, reason: 'changed my mind' } },
    'order-cancelled',
    { total, cancellationReason: 'changed my mind' },
  ],
];

const emailId = 'order-order-confirmed';
const request: OrderEmailCommand = {
  type: 'SendOrderEmail',
  data: { emailId, kind: 'order-confirmed', orderId, customerId: 'ann', order: { total } },
};
const send: OrderEmailCommand = { type: 'SendEmail', data: { emailId } };
const sendFailed = rejected(send, 'email-attempt-failed');
const message = 'refused: email-attempt-failed';
const askedFor: OrderEmailFact = { type: 'EmailAskedFor', data: { emailId } };
const delivered: OrderEmailFact = { type: 'EmailDelivered', data: { emailId } };
const failed = (attempt: number): OrderEmailFact => ({
  type: 'DeliveryFailed',
  data: { emailId, attempt, message },
});
const givenUp = (attempts: number): OrderEmailFact => ({
  type: 'DeliveryGivenUp',
  data: { emailId, attempts },
});
const abandon: OrderEmailCommand = { type: 'AbandonEmail', data: { emailId, reason: message } };
const retryAfter = (afterMs: number) => [{ name: 'retry', afterMs }];

const process = processManager(orderEmailProcess({ firstDelayMs: 100, maxDelayMs: 300, maxAttempts: 5 }));
const open = process.given(askedFor);

describe('order e-mail process', () => {
  for (const [event, kind, order] of occasions) {
    it(`${event.type} leads to ${kind}, saying ${Object.keys(order).join(', ')}`, () => {
      const id = `${orderId}-${kind}`;
      process.thenProcessOf(event, id);
      process.when(event).thenReacts({
        facts: [{ type: 'EmailAskedFor', data: { emailId: id } }],
        commands: [
          { type: 'SendOrderEmail', data: { emailId: id, kind, orderId, customerId: 'ann', order } },
        ],
      });
    });
  }

  it('concerns no other event', () => {
    const other = { type: 'stock.reserved-for-order.v1', data: { orderId } };
    process.thenProcessOf(other as unknown as OrderIntegrationEvent, undefined);
  });

  it('is over when the e-mail has been sent', () => {
    open.when(accepted(request)).thenReacts({ facts: [delivered], ended: true });
  });

  it('tries again, each time after twice as long up to the longest wait, then abandons loudly', () => {
    open
      .when(rejected(request, 'email-attempt-failed'))
      .thenReacts({ facts: [failed(1)], deadlines: retryAfter(100) })
      .when(passed('retry'))
      .thenReacts({ commands: [send] })
      .when(sendFailed)
      .thenReacts({ facts: [failed(2)], deadlines: retryAfter(200) })
      .when(sendFailed)
      .thenReacts({ facts: [failed(3)], deadlines: retryAfter(300) })
      .when(sendFailed)
      .thenReacts({ facts: [failed(4)], deadlines: retryAfter(300) })
      .when(sendFailed)
      .thenReacts({ facts: [failed(5), givenUp(5)], commands: [abandon], ended: true })
      .when(accepted(abandon))
      .thenNothing();
  });

  it('delivers after failures', () => {
    open
      .given(failed(1), failed(2))
      .when(accepted(send))
      .thenReacts({ facts: [delivered], ended: true });
  });

  it('is over when there is nobody to write to', () => {
    for (const [command, code] of [
      [request, 'customer-not-found'],
      [request, 'customer-erased'],
      [send, 'email-abandoned'],
    ] as const) {
      const refusal = { emailId, command: command.type, code, message: `refused: ${code}` };
      open
        .when(rejected(command, code))
        .thenReacts({ facts: [{ type: 'EmailRefused', data: refusal }], ended: true });
    }
  });

  it('says nothing to what it has dealt with', () => {
    open.when(confirmedOrder).thenNothing();
    for (const end of [delivered, givenUp(5)]) {
      for (const late of [confirmedOrder, passed('retry'), accepted(send), sendFailed]) {
        open.given(end).when(late).thenNothing();
      }
    }
    process.when(passed('retry')).thenNothing();
  });
});
