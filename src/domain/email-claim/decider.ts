import type { Decider } from '../decider.js';
import { DomainError } from '../domain-error.js';
import type { EmailClaimCommand } from './commands.js';
import type { EmailClaimEvent } from './events.js';

/** Whose an e-mail address is; nobody's while `owner` is undefined. */
export interface EmailClaimState {
  readonly owner?: string;
}

/**
 * Keeps an e-mail address to one customer, in the stream `customerEmail-<emailHash>`. Claiming again what is one's own
 * renews the claim: who knew the one before can't release it any more. Releasing what is not one's own changes nothing.
 * Errors: `email-taken`.
 */
export const emailClaimDecider: Decider<EmailClaimState, EmailClaimCommand, EmailClaimEvent> = {
  category: 'customerEmail',
  initialState: {},
  decide({ type, data }, { owner }) {
    const isOwner = owner === data.customerId;
    if (type === 'ReleaseEmailClaim') return isOwner ? [{ type: 'EmailClaimReleased', data }] : [];
    if (owner !== undefined && !isOwner)
      throw new DomainError('email-taken', 'Another customer uses this e-mail address');
    return [{ type: 'EmailClaimed', data }];
  },
  evolve: (_state, event) => (event.type === 'EmailClaimed' ? { owner: event.data.customerId } : {}),
};
