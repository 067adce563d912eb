/** What a customer may be beside a customer. */
export type Role = 'customer' | 'administrator';

/** Who asks for something: what an access token or a service's token says, once it has been verified. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'customer';
      readonly customerId: string;
      readonly sessionId: string;
      readonly roles: readonly Role[];
    }
  | { readonly kind: 'service'; readonly service: string };

/** Nobody has said who they are. */
export const ANONYMOUS: Principal = { kind: 'anonymous' };

/** Somebody asks for what belongs to another customer. */
export class NotYoursError extends Error {
  override readonly name = 'NotYoursError';
  readonly code = 'not-yours';
}

/** The name under which events remember who asked: a customer id, `service:<name>` or `anonymous`. */
export function actorOf(principal: Principal): string {
  switch (principal.kind) {
    case 'customer':
      return principal.customerId;
    case 'service':
      return `service:${principal.service}`;
    case 'anonymous':
      return 'anonymous';
  }
}

/** Administrators, and services where they may call at all, act for every customer. */
export function actsForEveryone(principal: Principal): boolean {
  return principal.kind === 'service' || isAdministrator(principal);
}

/** Whether a customer with the role of an administrator asks. */
export function isAdministrator(principal: Principal): boolean {
  return principal.kind === 'customer' && principal.roles.includes('administrator');
}

/** @throws NotYoursError unless what belongs to `customerId` is the asking one's own, or they act for everyone */
export function requireOwn(principal: Principal, customerId: string): void {
  if (actsForEveryone(principal)) return;
  if (principal.kind === 'customer' && principal.customerId === customerId) return;
  throw new NotYoursError('This belongs to another customer');
}

/**
 * Whose things a list shows: those of the customer asked for, else the asking one's own; everybody's (undefined) for those
 * who act for everyone. That a customer may ask for `customerId` has been checked before.
 */
export function ownerOfList(principal: Principal, customerId: string | undefined): string | undefined {
  if (customerId !== undefined || actsForEveryone(principal)) return customerId;
  return principal.kind === 'customer' ? principal.customerId : '';
}
