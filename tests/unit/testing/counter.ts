import type { Decider } from '../../../src/domain/decider.js';
import { DomainError } from '../../../src/domain/domain-error.js';
import type { Message } from '../../../src/domain/message.js';

export type Count = Message<'Count', { readonly by: number }>;
export type Counted = Message<'Counted', { readonly by: number }>;

/** The smallest aggregate: a sum that never passes 10. */
export const counter: Decider<{ readonly sum: number }, Count, Counted> = {
  category: 'counter',
  initialState: { sum: 0 },
  decide({ data: { by } }, { sum }) {
    if (sum + by > 10) throw new DomainError('too-much', 'It ends at 10', { sum });
    return by === 0 ? [] : [{ type: 'Counted', data: { by } }];
  },
  evolve: ({ sum }, { data }) => ({ sum: sum + data.by }),
};

export const count = (by: number): Count => ({ type: 'Count', data: { by } });
export const counted = (by: number): Counted => ({ type: 'Counted', data: { by } });
