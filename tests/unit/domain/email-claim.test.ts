import { emailClaimDecider } from '../../../src/domain/email-claim/decider.js';
import type { EmailClaimCommand } from '../../../src/domain/email-claim/commands.js';
import type { EmailClaimEvent } from '../../../src/domain/email-claim/events.js';
import { decide } from '../../../src/testing/decider-specification.js';

const dataOf = (customerId: string) => ({ emailHash: 'abc', customerId });
const claim = (customerId: string): EmailClaimCommand => ({ type: 'ClaimEmail', data: dataOf(customerId) });
const release = (customerId: string): EmailClaimCommand => ({
  type: 'ReleaseEmailClaim',
  data: dataOf(customerId),
});
const claimed = (customerId: string): EmailClaimEvent => ({
  type: 'EmailClaimed',
  data: dataOf(customerId),
});
const released = (customerId: string): EmailClaimEvent => ({
  type: 'EmailClaimReleased',
  data: dataOf(customerId),
});

describe('e-mail claim', () => {
  const anns = decide(emailClaimDecider).given(claimed('ann'));

  it('is the first one’s', () => {
    decide(emailClaimDecider).when(claim('ann')).thenEvents(claimed('ann'));
    anns.when(claim('bob')).thenFails('email-taken');
  });

  it('is renewed by its owner', () => anns.when(claim('ann')).thenEvents(claimed('ann')));

  it('is free again once its owner releases it', () => {
    anns.when(release('ann')).thenEvents(released('ann')).when(claim('bob')).thenEvents(claimed('bob'));
  });

  it('is not released by anybody else', () => {
    anns.when(release('bob')).thenNothing().when(claim('bob')).thenFails('email-taken');
    decide(emailClaimDecider).when(release('ann')).thenNothing();
  });
});
