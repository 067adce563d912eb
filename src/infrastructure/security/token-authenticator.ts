import { type JWTPayload, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../application/clock.js';
import { ANONYMOUS, type Principal, type Role } from '../../application/principal.js';
import { tokenRefused } from '../http/contract/access.js';
import { HttpError, unavailable } from '../http/problems/http-error.js';
import type { Authenticator } from '../http/server/authenticator.js';
import { type KeySource, KeysUnavailableError } from './key-source.js';
import {
  ACCESS_TOKEN_AUDIENCE,
  ACCESS_TOKEN_ISSUER,
  ALGORITHM,
  CLOCK_TOLERANCE_SECONDS,
  SERVICE_SCOPE,
} from './tokens.js';

const MOST_REMEMBERED = 10_000;
const LONGEST_TOKEN = 4_096;

export interface TokenAuthenticatorParts {
  /** What the issuer of access tokens signs with. */
  readonly customerKeys: KeySource;
  /** What other services sign with: the key id is the service's name. */
  readonly serviceKeys: KeySource;
  /** The service this is; undefined where services have no business, as at the gateway. */
  readonly service: string | undefined;
  readonly clock: Clock;
}

interface Verified {
  readonly principal: Principal;
  readonly keys: KeySource;
  readonly keyId: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/**
 * Checks bearer tokens: those of customers and those of services. A token found good is remembered until it expires or its
 * key is withdrawn, because checking a signature costs more than most requests.
 */
export class TokenAuthenticator implements Authenticator {
  readonly #verified = new LRUCache<string, Verified>({ max: MOST_REMEMBERED });

  constructor(private readonly parts: TokenAuthenticatorParts) {}

  async authenticate(authorization: string | undefined): Promise<Principal> {
    if (authorization === undefined) return ANONYMOUS;
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
    if (token === undefined || token.length > LONGEST_TOKEN) throw refused();
    const known = this.#verified.get(token);
    if (known !== undefined) {
      if (this.parts.clock.now().getTime() < known.expiresAt && known.keys.has(known.keyId))
        return known.principal;
      this.#verified.delete(token);
    }
    const verified = await this.#verify(token);
    this.#verified.set(token, verified);
    return verified.principal;
  }

  async #verify(token: string): Promise<Verified> {
    try {
      return await this.#check(token);
    } catch (error) {
      if (error instanceof HttpError) throw error;
      if (error instanceof errors.JWTExpired) throw tokenRefused('token-expired', 'The token has expired');
      if (error instanceof KeysUnavailableError) {
        throw unavailable('sign-in-unavailable', 'Tokens can not be checked yet; repeat the request', error);
      }
      throw refused(error);
    }
  }

  async #check(token: string): Promise<Verified> {
    const { alg, kid = '' } = decodeProtectedHeader(token);
    if (alg !== ALGORITHM) throw refused();
    // Which keys count depends on who says to have issued it; the signature then has to prove that.
    const isCustomers = decodeJwt(token).iss === ACCESS_TOKEN_ISSUER;
    const { customerKeys, serviceKeys, service, clock } = this.parts;
    if (!isCustomers && service === undefined) throw refused();
    const keys = isCustomers ? customerKeys : serviceKeys;
    const key = await keys.find(kid);
    if (key === undefined) throw refused();
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      issuer: isCustomers ? ACCESS_TOKEN_ISSUER : kid,
      audience: isCustomers ? ACCESS_TOKEN_AUDIENCE : (service ?? ''),
      requiredClaims: ['sub', 'exp', 'iat'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: clock.now(),
    });
    const principal = isCustomers ? customerOf(payload) : serviceOf(payload);
    const expiresAt = ((payload.exp ?? 0) + CLOCK_TOLERANCE_SECONDS) * 1000;
    return { principal, keys, keyId: kid, expiresAt };
  }
}

function customerOf({ sub, sid, roles }: JWTPayload): Principal {
  if (sub === undefined || typeof sid !== 'string' || !Array.isArray(roles)) throw refused();
  return { kind: 'customer', customerId: sub, sessionId: sid, roles: roles as Role[] };
}

function serviceOf({ sub, scope }: JWTPayload): Principal {
  if (sub === undefined || scope !== SERVICE_SCOPE) throw refused();
  return { kind: 'service', service: sub };
}

function refused(cause?: unknown): HttpError {
  const error = tokenRefused('invalid-token', 'The token is not valid');
  return cause === undefined ? error : Object.assign(error, { cause });
}
