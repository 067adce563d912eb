import type { Finding } from '../../../api/dtos.js';

/** What a kind of finding means, and what to do about it. */
export interface FindingAdvice {
  readonly meaning: string;
  readonly advice: string;
}

const STOP =
  'Treat the log as tampered with from there on: keep the data folder as it is, and compare with an export or backup from before.';

const BY_KIND: Readonly<Record<Finding['kind'], FindingAdvice>> = {
  altered: {
    meaning: 'The event was written to after it had been signed: its content is another one.',
    advice: STOP,
  },
  missing: { meaning: 'An event that was signed is no longer there.', advice: STOP },
  doubled: { meaning: 'An event stands in the log more than once.', advice: STOP },
  moved: { meaning: 'An event no longer stands where it stood when the log was signed.', advice: STOP },
  added: { meaning: 'An event was put between others that had been signed already.', advice: STOP },
  unproven: {
    meaning:
      'No known key has signed this: the checkpoint is forged, damaged, or by a key that this shop does not know.',
    advice:
      'If the key was replaced, add its public half to AUDIT_FORMER_KEYS and verify again. If not, treat the log as tampered with.',
  },
};

/** Explains a finding to whoever has to act on it. */
export function findingAdvice({ kind }: Pick<Finding, 'kind'>): FindingAdvice {
  return BY_KIND[kind];
}
