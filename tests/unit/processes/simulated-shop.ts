import {
  fulfilmentProcess,
  type FulfilmentInput,
} from '../../../src/application/order-service/fulfilment-process.js';
import { orderPublications } from '../../../src/application/order-service/order-publications.js';
import type { StockReservationInput } from '../../../src/application/product-service/stock-reservation-messages.js';
import { stockReservationProcess } from '../../../src/application/product-service/stock-reservation-process.js';
import type { Message } from '../../../src/domain/message.js';
import { orderDecider } from '../../../src/domain/order/decider.js';
import type { OrderEvent } from '../../../src/domain/order/events.js';
import type { OrderLine } from '../../../src/domain/order/order-line.js';
import { productDecider } from '../../../src/domain/product/decider.js';
import { SimulatedAggregates } from './simulated-aggregates.js';
import { SimulatedProcesses, type Action } from './simulated-processes.js';

/**
 * Orders, products and the two processes between them, with nothing but pure code: every delivery of an event, every
 * command and every deadline is an action that may be taken at any time, repeated, or cut off by a crash.
 */
export class SimulatedShop {
  /** Facts that say something went wrong. */
  readonly alarms: Message[] = [];
  readonly products = new SimulatedAggregates(productDecider);
  readonly orders = new SimulatedAggregates(orderDecider, (event, eventId) => this.#ordered(event, eventId));
  readonly stockReservations = new SimulatedProcesses(
    stockReservationProcess,
    (command, commandId) => {
      switch (command.type) {
        case 'PublishStockReserved':
          return this.#tellFulfilment({ type: 'stock.reserved-for-order.v1', data: command.data }, commandId);
        case 'PublishStockUnavailable':
          return this.#tellFulfilment(
            { type: 'stock.unavailable-for-order.v1', data: command.data },
            commandId,
          );
        default:
          return this.products.handle(command.data.productId, command, commandId);
      }
    },
    (fact) => fact.type === 'SettlementFailed' && this.alarms.push(fact),
  );
  readonly fulfilments = new SimulatedProcesses(
    fulfilmentProcess(1_000),
    (command, commandId) => this.orders.handle(command.data.orderId, command, commandId),
    (fact) => fact.type === 'FulfilmentFailed' && this.alarms.push(fact),
  );
  readonly #deliveries = new Map<string, Action>();

  stock(productId: string, initialStock: number): void {
    const price = { amount: 100, currency: 'EUR' };
    const data = { productId, name: productId, description: '', price, initialStock };
    this.products.handle(productId, { type: 'RegisterProduct', data }, `register-${productId}`);
  }

  placeOrder(orderId: string, lines: readonly OrderLine[]): void {
    const data = { orderId, customerId: 'ann', lines };
    this.orders.handle(orderId, { type: 'SubmitOrder', data }, `submit-${orderId}`);
  }

  /** All that may happen next. */
  get actions(): readonly Action[] {
    return [...this.#deliveries.values(), ...this.stockReservations.actions, ...this.fulfilments.actions];
  }

  #ordered(event: OrderEvent, eventId: string): void {
    this.#tellFulfilment(event, eventId);
    for (const publication of orderPublications(event)) {
      const published = publication.event as StockReservationInput;
      this.#later(`stock/${eventId}`, () => this.stockReservations.deliver(published, eventId));
    }
  }

  #tellFulfilment(event: FulfilmentInput, eventId: string): void {
    this.#later(`fulfilment/${eventId}`, () => this.fulfilments.deliver(event, eventId));
  }

  /** At least once: a crash after the delivery leaves it to be made again. */
  #later(key: string, deliver: () => void): void {
    this.#deliveries.set(key, (crash) => {
      deliver();
      if (!crash) this.#deliveries.delete(key);
    });
  }
}
