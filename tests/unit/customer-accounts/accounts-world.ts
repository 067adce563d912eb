import { createHash } from 'node:crypto';
import { CommandHandler } from '../../../src/application/command-handler.js';
import type { Clock } from '../../../src/application/clock.js';
import type { Command } from '../../../src/application/command.js';
import { CustomerAccounts } from '../../../src/application/customer-service/customer-accounts.js';
import { EmailClaims } from '../../../src/application/customer-service/email-claims.js';
import { sessionUpcasters } from '../../../src/application/customer-service/session-upcasters.js';
import { Sessions } from '../../../src/application/customer-service/sessions.js';
import type { EventStore } from '../../../src/application/event-store.js';
import { customerDecider } from '../../../src/domain/customer/decider.js';
import { customerEventVersions } from '../../../src/domain/customer/events.js';
import { emailClaimDecider } from '../../../src/domain/email-claim/decider.js';
import type { EmailClaimEvent } from '../../../src/domain/email-claim/events.js';
import { emailClaimEventVersions } from '../../../src/domain/email-claim/events.js';
import { fold } from '../../../src/domain/fold.js';
import type { Message } from '../../../src/domain/message.js';
import { sessionDecider } from '../../../src/domain/session/decider.js';
import { sessionEventVersions } from '../../../src/domain/session/events.js';
import { SignedRefreshTokens } from '../../../src/infrastructure/security/signed-refresh-tokens.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';

/** For how long the worlds' sessions let an exchange of refresh tokens be repeated. */
export const GRACE_MS = 30_000;

/** One event store, and as many instances of customer-service's accounts over it as a test starts. */
export class AccountsWorld {
  #now = Date.parse('2026-01-01T00:00:00.000Z');
  readonly #randomness = new SeededRandomness();
  readonly eventStore = new InMemoryEventStore(() => new Date(this.#now));
  /** Pauses take no time: the instances' steps are put in order by the store. */
  readonly #clock: Clock = { now: () => new Date(this.#now), sleep: () => Promise.resolve() };

  advance(ms: number): void {
    this.#now += ms;
  }

  /** @param eventStore the world's own, or a view of it */
  instance(eventStore: EventStore = this.eventStore): Instance {
    const common = { eventStore, clock: this.#clock, randomness: this.#randomness };
    const customers = new CommandHandler({
      ...common,
      decider: customerDecider,
      eventVersions: customerEventVersions,
      openedBy: ['RegisterCustomer'],
    });
    const claims = new CommandHandler({
      ...common,
      decider: emailClaimDecider,
      eventVersions: emailClaimEventVersions,
    });
    const emails = new EmailClaims({ ...common, claims, customers });
    const passwords = {
      verify: async (hash: string, password: string) => hash === `hash of ${password}`,
      hash: async (password: string) => `hash of ${password}`,
    };
    const accounts = new CustomerAccounts(customers, emails, passwords);
    const sessions = new CommandHandler({
      ...common,
      decider: sessionDecider,
      eventVersions: sessionEventVersions,
      upcasters: sessionUpcasters,
    });
    return {
      sessions: new Sessions({
        ...common,
        sessions,
        customers,
        emails,
        passwords,
        tokens: { issue: async ({ sessionId }) => ({ token: `access ${sessionId}`, expiresIn: 600 }) },
        refreshTokens: new SignedRefreshTokens('a secret of thirty-two characters', this.#randomness),
        limiter: { attempt: (_, attempt) => attempt() },
        sessionLifetimeMs: 86_400_000,
        refreshGraceMs: GRACE_MS,
      }),
      register: (customerId, email, expectedRevision) =>
        accounts.register(
          this.#command({ type: 'Register', data: { customerId, email, name: 'Ann', password: 'secret' } }),
          expectedRevision,
        ),
      change: (customerId, changes, expectedRevision) =>
        accounts.change(
          this.#command({ type: 'Change', data: { customerId, ...changes } }),
          expectedRevision,
        ),
      deactivate: (customerId) =>
        customers.handle(
          `customer-${customerId}`,
          this.#command({ type: 'DeactivateCustomer', data: { customerId } }),
        ),
    };
  }

  /** Who uses each e-mail address, and every address that is used without being claimed for its user. */
  usage(): { readonly users: ReadonlyMap<string, string>; readonly violations: readonly string[] } {
    const users = new Map<string, string>();
    const violations: string[] = [];
    const streams = new Set(this.eventStore.events.map(({ stream }) => stream));
    for (const stream of streams) {
      if (!stream.startsWith('customer-')) continue;
      const customer = fold(customerDecider.evolve, customerDecider.initialState, this.#events(stream));
      if (!('email' in customer)) continue;
      const { email, customerId } = customer;
      if (users.has(email)) violations.push(`${email} is used by ${users.get(email)} and ${customerId}`);
      if (this.#ownerOf(email) !== customerId) violations.push(`${email} is not claimed for ${customerId}`);
      users.set(email, customerId);
    }
    return { users, violations };
  }

  #ownerOf(email: string): string | undefined {
    const hash = createHash('sha256').update(email).digest('hex');
    const { evolve, initialState } = emailClaimDecider;
    return fold(evolve, initialState, this.#events<EmailClaimEvent>(`customerEmail-${hash}`)).owner;
  }

  #events<Event extends Message>(stream: string): Event[] {
    return this.eventStore.eventsOf(stream).map(({ type, data }) => ({ type, data }) as Event);
  }

  #command<Body extends Message>(body: Body): Command<Body> {
    const commandId = this.#randomness.uuid();
    return { commandId, correlationId: commandId, causationId: commandId, actor: 'test', body };
  }
}

export interface Instance {
  readonly sessions: Sessions;
  register(customerId: string, email: string, expectedRevision?: readonly number[]): Promise<unknown>;
  change(
    customerId: string,
    changes: { readonly email?: string; readonly name?: string },
    expectedRevision?: number,
  ): Promise<unknown>;
  deactivate(customerId: string): Promise<unknown>;
}
