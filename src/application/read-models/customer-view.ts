import type { Address } from '../../domain/address.js';
import type { Document } from './document.js';

/** A customer, without anything secret; once erased, without anything personal. */
export interface CustomerView {
  readonly customerId: string;
  /** Null once erased. */
  readonly email: string | null;
  /** Null once erased. */
  readonly name: string | null;
  readonly address: Address | null;
  readonly status: 'active' | 'deactivated' | 'erased';
  readonly revision: number;
}

/** A customer as it is stored. */
export interface CustomerDocument extends CustomerView, Document {
  readonly revision: number;
  readonly searchText: string;
}
