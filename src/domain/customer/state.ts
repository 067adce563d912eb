import type { Address } from '../address.js';

/** `erased` keeps no personal data. */
export type CustomerState =
  | { readonly status: 'unregistered' }
  | {
      readonly status: 'active' | 'deactivated';
      readonly customerId: string;
      readonly email: string;
      readonly name: string;
      readonly passwordHash: string;
      readonly address?: Address;
      readonly isAdministrator: boolean;
    }
  | { readonly status: 'erased'; readonly customerId: string };
