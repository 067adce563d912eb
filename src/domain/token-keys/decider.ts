import type { Decider } from '../decider.js';
import { DomainError } from '../domain-error.js';
import type { Message } from '../message.js';
import type { TokenKeyAdded, TokenKeyEvent } from './events.js';

export type TokenKey = TokenKeyAdded['data'];

/** Adds a key that signs from `signsFrom` on, as of `now` (both ISO 8601). */
export type AddTokenKey = Message<'AddTokenKey', TokenKey & { readonly now: string }>;

/** The keys in the order in which they sign. */
export interface TokenKeyState {
  readonly keys: readonly TokenKey[];
}

/**
 * The keys that access tokens are signed with, in the one stream `tokenKeys-ring`: which of them signs at a moment, and which
 * have to be published then, follows from their times alone, so that every instance comes to the same answer.
 * Errors: `rotation-under-way`.
 */
export const tokenKeyDecider: Decider<TokenKeyState, AddTokenKey, TokenKeyEvent> = {
  category: 'tokenKeys',
  initialState: { keys: [] },
  decide({ data: { now, ...key } }, { keys }) {
    const newest = keys.at(-1);
    if (newest !== undefined && Date.parse(newest.signsFrom) > Date.parse(now)) {
      throw new DomainError('rotation-under-way', `Key ${newest.keyId} signs from ${newest.signsFrom} on`);
    }
    return [{ type: 'TokenKeyAdded', data: key }];
  },
  evolve: ({ keys }, { data }) => ({ keys: [...keys, data] }),
};

/** The key that signs at `now`: the newest whose time has come. */
export function signingKey({ keys }: TokenKeyState, now: Date): TokenKey | undefined {
  return keys.findLast(({ signsFrom }) => Date.parse(signsFrom) <= now.getTime());
}

/**
 * The keys whose tokens may be around at `now` or soon: the one that signs, those to come, and those before until the last
 * token they signed has expired.
 */
export function publishedKeys(
  { keys }: TokenKeyState,
  now: Date,
  tokenLifetimeMs: number,
): readonly TokenKey[] {
  return keys.filter((_, index) => {
    const next = keys[index + 1];
    return next === undefined || Date.parse(next.signsFrom) + tokenLifetimeMs > now.getTime();
  });
}
