import type { Address } from '../address.js';
import type { Message } from '../message.js';

/** `email` is normalised (see `normaliseEmail`); `passwordHash` is an argon2id string, never a password. */
export type CustomerRegistered = Message<
  'CustomerRegistered',
  {
    readonly customerId: string;
    readonly email: string;
    readonly name: string;
    readonly passwordHash: string;
    readonly address?: Address;
  }
>;
/** Holds all the details as they are from now on; `passwordHash` only when it changed. No `address`: there is none now. */
export type CustomerDetailsChanged = Message<
  'CustomerDetailsChanged',
  {
    readonly customerId: string;
    readonly email: string;
    readonly name: string;
    readonly address?: Address;
    readonly passwordHash?: string;
  }
>;
export type CustomerDeactivated = Message<'CustomerDeactivated', { readonly customerId: string }>;
/** From here on nobody may read the customer's personal data. */
export type CustomerErased = Message<'CustomerErased', { readonly customerId: string }>;

/** The customer may do what administrators do. */
export type AdministratorRoleGranted = Message<'AdministratorRoleGranted', { readonly customerId: string }>;
export type AdministratorRoleRevoked = Message<'AdministratorRoleRevoked', { readonly customerId: string }>;

export type CustomerEvent =
  | CustomerRegistered
  | CustomerDetailsChanged
  | CustomerDeactivated
  | CustomerErased
  | AdministratorRoleGranted
  | AdministratorRoleRevoked;

/** The schema version that each event type is written with today. */
export const customerEventVersions: Readonly<Record<CustomerEvent['type'], number>> = {
  CustomerRegistered: 1,
  CustomerDetailsChanged: 1,
  CustomerDeactivated: 1,
  CustomerErased: 1,
  AdministratorRoleGranted: 1,
  AdministratorRoleRevoked: 1,
};
