import type { OrderContent } from './events.js';

/** Where an order stands; the last three are terminal. */
export type OrderStatus = 'created' | 'placed' | 'confirmed' | 'rejected' | 'cancelled';

export type OrderState =
  | { readonly status: 'uncreated' }
  | {
      readonly status: OrderStatus;
      /** Also once it is closed: whether it had been placed before. */
      readonly placed: boolean;
      readonly content: OrderContent;
    };

/** An order that exists. */
export type CreatedOrder = Exclude<OrderState, { status: 'uncreated' }>;
