/** The shapes of the HTTP contract that the tests look into. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface ProductView {
  readonly productId: string;
  readonly name: string;
  readonly price: Money;
  readonly stock: { readonly onHand: number; readonly reserved: number; readonly available: number };
  readonly status: string;
  readonly revision: number;
}

export interface OrderView {
  readonly orderId: string;
  readonly customerId: string;
  readonly status: 'created' | 'placed' | 'confirmed' | 'rejected' | 'cancelled';
  readonly lines: readonly {
    readonly productId: string;
    readonly quantity: number;
    readonly unitPrice: Money;
  }[];
  readonly total: Money;
  readonly rejection?: {
    readonly code: string;
    readonly lines: readonly {
      readonly productId: string;
      readonly requested: number;
      readonly available: number;
    }[];
  };
  readonly timeline: readonly { readonly at: string; readonly event: string }[];
  readonly revision: number;
}

export interface CartView {
  readonly cartId: string;
  readonly customerId: string;
  readonly status: string;
  readonly lines: readonly {
    readonly productId: string;
    readonly quantity: number;
    readonly lineTotal: Money;
  }[];
  readonly total: Money;
  readonly orderId?: string;
}

export interface CustomerView {
  readonly customerId: string;
  readonly email: string;
  readonly name: string;
  readonly status: string;
}

export interface EmailView {
  readonly emailId: string;
  readonly kind: string;
  readonly orderId: string;
  readonly to: string;
  readonly status: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: string;
  readonly traceId: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export const terminalStatuses: readonly string[] = ['confirmed', 'rejected', 'cancelled'];
