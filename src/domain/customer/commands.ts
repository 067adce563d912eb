import type { Address } from '../address.js';
import type { Message } from '../message.js';

/** The e-mail address must have been claimed for this customer first (see `email-claim`). */
export type RegisterCustomer = Message<
  'RegisterCustomer',
  {
    readonly customerId: string;
    readonly email: string;
    readonly name: string;
    readonly passwordHash: string;
    readonly address?: Address;
  }
>;
/** What is left out stays as it is; `address: null` removes it. A new e-mail address must have been claimed first. */
export type ChangeCustomerDetails = Message<
  'ChangeCustomerDetails',
  {
    readonly customerId: string;
    readonly email?: string;
    readonly name?: string;
    readonly passwordHash?: string;
    readonly address?: Address | null;
  }
>;
export type DeactivateCustomer = Message<'DeactivateCustomer', { readonly customerId: string }>;
export type EraseCustomer = Message<'EraseCustomer', { readonly customerId: string }>;

export type GrantAdministratorRole = Message<'GrantAdministratorRole', { readonly customerId: string }>;
export type RevokeAdministratorRole = Message<'RevokeAdministratorRole', { readonly customerId: string }>;

export type CustomerCommand =
  | RegisterCustomer
  | ChangeCustomerDetails
  | DeactivateCustomer
  | EraseCustomer
  | GrantAdministratorRole
  | RevokeAdministratorRole;
