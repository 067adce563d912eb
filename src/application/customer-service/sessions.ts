import { hash } from 'node:crypto';
import type { CustomerCommand } from '../../domain/customer/commands.js';
import { normaliseEmail } from '../../domain/customer/email-address.js';
import type { CustomerEvent } from '../../domain/customer/events.js';
import type { CustomerState } from '../../domain/customer/state.js';
import { DomainError } from '../../domain/domain-error.js';
import type { SessionCommand } from '../../domain/session/commands.js';
import type { SessionState } from '../../domain/session/decider.js';
import type { SessionEnd, SessionEvent } from '../../domain/session/events.js';
import type { Clock } from '../clock.js';
import type { CommandHandler } from '../command-handler.js';
import type { CommandResult } from '../command-result.js';
import { type Principal, type Role, requireOwn } from '../principal.js';
import type { Randomness } from '../randomness.js';
import type { AccessTokenIssuer } from './access-token-issuer.js';
import type { AttemptLimiter } from './attempt-limiter.js';
import type { EmailClaims, Origin } from './email-claims.js';
import type { PasswordHasher } from './password-hasher.js';
import type { RefreshTokens } from './refresh-tokens.js';
import { SignInRefusedError } from './sign-in-refused-error.js';

/** What `Sessions` work with. */
export interface SessionsParts {
  readonly sessions: CommandHandler<SessionState, SessionCommand, SessionEvent>;
  readonly customers: CommandHandler<CustomerState, CustomerCommand, CustomerEvent>;
  readonly emails: EmailClaims;
  readonly passwords: PasswordHasher;
  readonly tokens: AccessTokenIssuer;
  readonly refreshTokens: RefreshTokens;
  readonly limiter: AttemptLimiter;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** After this long a customer has to give the password again. */
  readonly sessionLifetimeMs: number;
  /** For this long the exchange of a refresh token may be repeated, by whom its answer did not reach. */
  readonly refreshGraceMs: number;
}

/** What a customer gets who has signed in. */
export interface SignedIn {
  readonly sessionId: string;
  readonly customerId: string;
  readonly roles: readonly Role[];
  readonly accessToken: string;
  /** Seconds for which the access token is good. */
  readonly expiresIn: number;
  /** Good once, for the next such answer. */
  readonly refreshToken: string;
}

type ActiveCustomer = Extract<CustomerState, { passwordHash: string }>;

/** Lets customers in: by their password, then by refresh tokens, each of them good once. */
export class Sessions {
  #noOnesHash: Promise<string> | undefined;

  constructor(private readonly parts: SessionsParts) {}

  /**
   * Opens a session. Takes the same time whether the address is unknown or the password wrong.
   * @param client the address that the attempt comes from
   * @throws SignInRefusedError `wrong-credentials`
   * @throws TooManyAttemptsError
   */
  async open(email: string, password: string, client: string, origin: Origin): Promise<SignedIn> {
    const { limiter } = this.parts;
    const target = hashOf(email.trim().toLowerCase());
    const signedIn = await limiter.attempt({ target, client }, async () => {
      const customer = await this.#customerWith(email, password);
      return customer && this.#open(customer, origin);
    });
    if (signedIn !== undefined) return signedIn;
    throw new SignInRefusedError('wrong-credentials', 'E-mail address or password is wrong');
  }

  /**
   * Exchanges a refresh token for the next pair of tokens. One that was exchanged before ends the session, unless it is the
   * last exchange that is repeated soon after.
   * @throws SignInRefusedError `refresh-token-refused`
   */
  async refresh(refreshToken: string, origin: Origin): Promise<SignedIn> {
    const { sessions, refreshTokens, refreshGraceMs, clock, randomness } = this.parts;
    const sessionId = refreshTokens.sessionOf(refreshToken);
    if (sessionId === undefined) throw refreshRefused();
    const next = refreshTokens.issue(sessionId);
    const body = {
      type: 'RefreshSession',
      data: {
        sessionId,
        presentedHash: hashOf(refreshToken),
        nextHash: hashOf(next),
        now: clock.now().toISOString(),
        graceMs: refreshGraceMs,
      },
    } as const;
    try {
      await sessions.handle(`session-${sessionId}`, { ...origin, commandId: randomness.uuid(), body });
    } catch (error) {
      if (error instanceof DomainError) throw refreshRefused();
      throw error;
    }
    const { state } = await sessions.load(`session-${sessionId}`);
    if (state.status !== 'open') throw refreshRefused();
    const customer = await this.#active(state.customerId);
    if (customer === undefined || hashOf(customer.passwordHash) !== state.credentialHash) {
      await this.#close(sessionId, 'credentials-changed', origin);
      throw refreshRefused();
    }
    return this.#signedIn(sessionId, customer, next);
  }

  /**
   * Signs out: no further tokens are issued for the session.
   * @throws DomainError `session-not-found`
   * @throws NotYoursError
   */
  close(sessionId: string, principal: Principal, origin: Origin): Promise<CommandResult> {
    return this.#close(sessionId, 'signed-out', origin, (state) => {
      if (state.status !== 'unopened') requireOwn(principal, state.customerId);
    });
  }

  async #customerWith(email: string, password: string): Promise<ActiveCustomer | undefined> {
    const { emails, passwords, randomness } = this.parts;
    const noOnesHash = await (this.#noOnesHash ??= passwords.hash(randomness.secret()));
    // Also when nobody has the address: as many steps as for somebody.
    const customer = await this.#active((await emails.ownerOf(email)) ?? 'nobody');
    const isTheirs = customer !== undefined && customer.email === normaliseEmail(email);
    const isRight = await passwords.verify(isTheirs ? customer.passwordHash : noOnesHash, password);
    return isTheirs && isRight ? customer : undefined;
  }

  async #active(customerId: string): Promise<ActiveCustomer | undefined> {
    const { state } = await this.parts.customers.load(`customer-${customerId}`);
    return state.status === 'active' ? state : undefined;
  }

  async #open(customer: ActiveCustomer, origin: Origin): Promise<SignedIn> {
    const { sessions, refreshTokens, clock, randomness, sessionLifetimeMs } = this.parts;
    const sessionId = randomness.uuid();
    const refreshToken = refreshTokens.issue(sessionId);
    const body = {
      type: 'OpenSession',
      data: {
        sessionId,
        customerId: customer.customerId,
        refreshHash: hashOf(refreshToken),
        credentialHash: hashOf(customer.passwordHash),
        expiresAt: new Date(clock.now().getTime() + sessionLifetimeMs).toISOString(),
      },
    } as const;
    const actor = customer.customerId;
    await sessions.handle(`session-${sessionId}`, { ...origin, actor, commandId: randomness.uuid(), body });
    return this.#signedIn(sessionId, customer, refreshToken);
  }

  async #signedIn(
    sessionId: string,
    { customerId, isAdministrator }: ActiveCustomer,
    refreshToken: string,
  ): Promise<SignedIn> {
    const roles: readonly Role[] = isAdministrator ? ['customer', 'administrator'] : ['customer'];
    const { token, expiresIn } = await this.parts.tokens.issue({ customerId, sessionId, roles });
    return { sessionId, customerId, roles, accessToken: token, expiresIn, refreshToken };
  }

  #close(
    sessionId: string,
    reason: SessionEnd,
    origin: Origin,
    guard?: (state: SessionState) => void,
  ): Promise<CommandResult> {
    const body = { type: 'CloseSession', data: { sessionId, reason } } as const;
    const commandId = this.parts.randomness.uuid();
    return this.parts.sessions.handle(`session-${sessionId}`, { ...origin, commandId, body }, { guard });
  }
}

function refreshRefused(): SignInRefusedError {
  return new SignInRefusedError(
    'refresh-token-refused',
    'The refresh token is not good any more: sign in again',
  );
}

/** What is hashed here is unguessable, or only named by its hash: no salt is needed. */
function hashOf(text: string): string {
  return hash('sha256', text, 'base64url');
}
