import type { Decider } from '../decider.js';
import { DomainError } from '../domain-error.js';
import type { Message } from '../message.js';
import { NotFoundError } from '../not-found-error.js';
import type { TokenKeyAdded, TokenKeyEvent } from './events.js';

export type TokenKey = TokenKeyAdded['data'];

/** Adds a key that signs from `signsFrom` on, as of `now` (both ISO 8601). */
export type AddTokenKey = Message<'AddTokenKey', TokenKey & { readonly now: string }>;

/** Withdraws a key, as of `now`; when it is the one that signs, `replacement` does from then on. */
export type WithdrawTokenKey = Message<
  'WithdrawTokenKey',
  { readonly keyId: string; readonly now: string; readonly replacement: TokenKey }
>;

export type TokenKeyCommand = AddTokenKey | WithdrawTokenKey;

export interface TokenKeyState {
  /** Those that count, in the order in which they sign. */
  readonly keys: readonly TokenKey[];
  readonly withdrawn: readonly TokenKey[];
}

/**
 * The keys that access tokens are signed with, in the one stream `tokenKeys-ring`: which of them signs at a moment, and which
 * have to be published then, follows from their times alone, so that every instance comes to the same answer.
 * Errors: `rotation-under-way`, `key-not-found`.
 */
export const tokenKeyDecider: Decider<TokenKeyState, TokenKeyCommand, TokenKeyEvent> = {
  category: 'tokenKeys',
  initialState: { keys: [], withdrawn: [] },
  decide: (command, state) =>
    command.type === 'AddTokenKey' ? add(command.data, state) : withdraw(command.data, state),
  evolve({ keys, withdrawn }, { type, data }) {
    if (type === 'TokenKeyWithdrawn') {
      const [gone, left] = [keys.filter(({ keyId }) => keyId === data.keyId), without(keys, data.keyId)];
      return { keys: left, withdrawn: [...withdrawn, ...gone] };
    }
    const later = keys.findIndex(({ signsFrom }) => Date.parse(signsFrom) > Date.parse(data.signsFrom));
    return { keys: later === -1 ? [...keys, data] : keys.toSpliced(later, 0, data), withdrawn };
  },
};

function add({ now, ...key }: AddTokenKey['data'], { keys }: TokenKeyState): readonly TokenKeyEvent[] {
  const newest = keys.at(-1);
  if (newest !== undefined && Date.parse(newest.signsFrom) > Date.parse(now)) {
    throw new DomainError('rotation-under-way', `Key ${newest.keyId} signs from ${newest.signsFrom} on`);
  }
  return [{ type: 'TokenKeyAdded', data: key }];
}

function withdraw(
  { keyId, now, replacement }: WithdrawTokenKey['data'],
  { keys, withdrawn }: TokenKeyState,
): readonly TokenKeyEvent[] {
  const isIt = (key: TokenKey): boolean => key.keyId === keyId;
  if (withdrawn.some(isIt)) return [];
  const key = keys.find(isIt);
  if (key === undefined) throw new NotFoundError('key', keyId);
  const gone = { type: 'TokenKeyWithdrawn', data: { keyId } } as const;
  if (signingKey({ keys }, new Date(now)) !== key) return [gone];
  // A new one rather than the one before: that was given up for its age.
  return [gone, { type: 'TokenKeyAdded', data: replacement }];
}

function without(keys: readonly TokenKey[], gone: string): readonly TokenKey[] {
  return keys.filter(({ keyId }) => keyId !== gone);
}

/** The key that signs at `now`: the newest whose time has come. */
export function signingKey({ keys }: Pick<TokenKeyState, 'keys'>, now: Date): TokenKey | undefined {
  return keys.findLast(({ signsFrom }) => Date.parse(signsFrom) <= now.getTime());
}

/**
 * The keys whose tokens may be around at `now` or soon: the one that signs, those to come, and those before until the last
 * token they signed has expired.
 */
export function publishedKeys(
  { keys }: Pick<TokenKeyState, 'keys'>,
  now: Date,
  tokenLifetimeMs: number,
): readonly TokenKey[] {
  return keys.filter((_, index) => {
    const next = keys[index + 1];
    return next === undefined || Date.parse(next.signsFrom) + tokenLifetimeMs > now.getTime();
  });
}
