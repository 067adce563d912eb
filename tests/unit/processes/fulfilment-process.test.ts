import {
  fulfilmentProcess,
  type FulfilmentCommand,
  type FulfilmentFact,
  type FulfilmentInput,
} from '../../../src/application/order-service/fulfilment-process.js';
import { processManager } from '../../../src/testing/process-manager-specification.js';
import { accepted, passed, rejected } from './outcomes.js';

const orderId = 'order';
const core = { orderId, customerId: 'ann', total: { amount: 1000, currency: 'EUR' } };
const content = { ...core, lines: [] };
const lines = [{ productId: 'mug', code: 'insufficient-stock', requested: 2, available: 1 }];
const created: FulfilmentInput = { type: 'OrderCreated', data: content };
const placed: FulfilmentInput = { type: 'OrderPlaced', data: content };
const reserved: FulfilmentInput = { type: 'stock.reserved-for-order.v1', data: { orderId } };
const unavailable: FulfilmentInput = { type: 'stock.unavailable-for-order.v1', data: { orderId, lines } };
const endings: readonly FulfilmentInput[] = [
  { type: 'OrderConfirmed', data: core },
  { type: 'OrderRejected', data: { ...core, code: 'insufficient-stock', lines } },
  { type: 'OrderCancelled', data: { ...core, reason: 'none', cancelledBy: 'customer' } },
];

const confirm: FulfilmentCommand = { type: 'ConfirmOrder', data: { orderId } };
const reject: FulfilmentCommand = {
  type: 'RejectOrder',
  data: { orderId, code: 'insufficient-stock', lines },
};
const cancel: FulfilmentCommand = {
  type: 'CancelOrder',
  data: { orderId, reason: 'stock-not-answered', cancelledBy: 'deadline' },
};
const awaited: FulfilmentFact = { type: 'StockAwaited', data: { orderId } };
const overdue: FulfilmentFact = { type: 'StockAnswerOverdue', data: { orderId } };
const closed: FulfilmentFact = { type: 'OrderClosed', data: { orderId } };
const over = { facts: [closed], cancelDeadlines: ['stock-answer'], ended: true };
const answered = (reserved: boolean): FulfilmentFact => ({
  type: 'StockAnswered',
  data: { orderId, reserved },
});

const process = processManager(fulfilmentProcess(60_000));
const awaiting = process.given(awaited);

describe('fulfilment process', () => {
  it('is one for each order, and of no other event', () => {
    for (const event of [placed, reserved, unavailable, ...endings]) process.thenProcessOf(event, orderId);
    process.thenProcessOf(created, undefined);
    const other = { type: 'order.placed.v1', data: content } as unknown as FulfilmentInput;
    process.thenProcessOf(other, undefined);
  });

  it('waits for the stock’s answer, but not for ever', () => {
    process
      .when(placed)
      .thenReacts({ facts: [awaited], deadlines: [{ name: 'stock-answer', afterMs: 60_000 }] });
  });

  it('confirms or rejects by the answer', () => {
    awaiting
      .when(reserved)
      .thenReacts({ facts: [answered(true)], commands: [confirm], cancelDeadlines: ['stock-answer'] })
      .when(accepted(confirm))
      .thenReacts(over);
    awaiting
      .when(unavailable)
      .thenReacts({ facts: [answered(false)], commands: [reject], cancelDeadlines: ['stock-answer'] });
  });

  it('takes an answer that overtook the order, and sets no deadline then', () => {
    process
      .when(reserved)
      .thenReacts({ facts: [answered(true)], commands: [confirm], cancelDeadlines: ['stock-answer'] })
      .when(placed)
      .thenNothing();
  });

  it('cancels an order left without an answer, whatever comes later', () => {
    const late = awaiting.when(passed('stock-answer')).thenReacts({ facts: [overdue], commands: [cancel] });
    late.when(accepted(cancel)).thenReacts(over);
    late.when(reserved).thenNothing();
    late.when(unavailable).thenNothing();
    late.when(passed('stock-answer')).thenNothing();
  });

  it('does not cancel an order that has been answered or closed', () => {
    awaiting.given(answered(true)).when(passed('stock-answer')).thenNothing();
    awaiting.given(closed).when(passed('stock-answer')).thenNothing();
    process.when(passed('stock-answer')).thenNothing();
  });

  for (const ending of endings) {
    it(`is over with ${ending.type}`, () => {
      for (const earlier of [process, awaiting, awaiting.given(answered(true)), awaiting.given(overdue)]) {
        const after = earlier.when(ending).thenReacts(over);
        for (const late of [placed, reserved, unavailable, ...endings]) after.when(late).thenNothing();
      }
    });
  }

  it('leaves an order alone that somebody else closed first', () => {
    awaiting.given(answered(true)).when(rejected(confirm, 'order-already-closed')).thenNothing();
    awaiting.given(overdue).when(rejected(cancel, 'order-already-closed')).thenNothing();
  });

  it('is loud about any other refusal', () => {
    awaiting
      .given(answered(true))
      .when(rejected(confirm, 'order-not-placed'))
      .thenReacts({
        facts: [
          {
            type: 'FulfilmentFailed',
            data: {
              command: 'ConfirmOrder',
              code: 'order-not-placed',
              message: 'refused: order-not-placed',
            },
          },
        ],
        ended: true,
      });
  });

  it('says nothing to a repeat', () => {
    awaiting.when(placed).thenNothing();
    awaiting.given(answered(true)).when(reserved).thenNothing();
    awaiting.when(created).thenNothing();
  });
});
