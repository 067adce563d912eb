import { hash } from 'node:crypto';
import type { EmailClaimCommand } from '../../domain/email-claim/commands.js';
import type { EmailClaimState } from '../../domain/email-claim/decider.js';
import type { EmailClaimEvent } from '../../domain/email-claim/events.js';
import type { CustomerCommand } from '../../domain/customer/commands.js';
import { normaliseEmail } from '../../domain/customer/email-address.js';
import type { CustomerEvent } from '../../domain/customer/events.js';
import type { CustomerState } from '../../domain/customer/state.js';
import type { Clock } from '../clock.js';
import type { Command } from '../command.js';
import type { CommandHandler } from '../command-handler.js';
import { ConcurrencyError } from '../concurrency-error.js';
import type { EventStore } from '../event-store.js';
import type { Randomness } from '../randomness.js';
import { RevisionMismatchError } from '../revision-mismatch-error.js';

/** No request takes that long between the claim of an e-mail address and the customer who uses it. */
const UNUSED_AFTER_MS = 60_000;
/** How often a claim is tried anew because others moved the address first. */
const ATTEMPTS = 12;

/** What `EmailClaims` work with. */
export interface EmailClaimsParts {
  readonly claims: CommandHandler<EmailClaimState, EmailClaimCommand, EmailClaimEvent>;
  readonly customers: CommandHandler<CustomerState, CustomerCommand, CustomerEvent>;
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** What a command must remember of where it came from. */
export type Origin = Omit<Command, 'body' | 'commandId'>;

/** A customer's claim to an e-mail address, as it stood at one revision of the address's stream. */
export interface EmailClaim {
  readonly emailHash: string;
  readonly customerId: string;
  readonly revision: number;
  /** Whether the address was nobody's before. Otherwise another request of the same customer may count on it, too. */
  readonly isNew: boolean;
}

/**
 * Keeps each e-mail address to one customer. Each claim is an event, also of what is theirs already, and a release
 * names the claim it ends: one that has been renewed since stays, because somebody counts on it. Each claim and release
 * is a command of its own, with a new id: one that was undone since must not be taken for done.
 */
export class EmailClaims {
  constructor(private readonly parts: EmailClaimsParts) {}

  /**
   * Gives an e-mail address to a customer. A claim that a crash has left without a customer who uses the address is
   * taken over after a minute.
   * @throws DomainError `email-taken`, `invalid-email`
   * @throws TransientError
   */
  async claim(email: string, customerId: string, origin: Origin): Promise<EmailClaim> {
    const emailHash = hashOf(email);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const { state, revision } = await this.parts.claims.load(streamOf(emailHash));
      const { owner } = state;
      try {
        if (owner !== undefined && owner !== customerId && (await this.#isUnused(email, owner))) {
          await this.#handle('ReleaseEmailClaim', { emailHash, customerId: owner, revision }, origin);
          continue;
        }
        const claimed = await this.#handle('ClaimEmail', { emailHash, customerId, revision }, origin);
        return { emailHash, customerId, revision: claimed, isNew: owner === undefined };
      } catch (error) {
        if (!(error instanceof RevisionMismatchError)) throw error;
      }
    }
    throw new ConcurrencyError(streamOf(emailHash), ATTEMPTS);
  }

  /** The claim that a customer has to an e-mail address at the moment. @throws TransientError */
  async find(email: string, customerId: string): Promise<EmailClaim | undefined> {
    const emailHash = hashOf(email);
    const { state, revision } = await this.parts.claims.load(streamOf(emailHash));
    return state.owner === customerId ? { emailHash, customerId, revision, isNew: false } : undefined;
  }

  /** Frees the e-mail address, unless it has been claimed anew since. @throws TransientError */
  async release(claim: EmailClaim, origin: Origin): Promise<void> {
    try {
      await this.#handle('ReleaseEmailClaim', claim, origin);
    } catch (error) {
      if (!(error instanceof RevisionMismatchError)) throw error;
    }
  }

  /** Whose an e-mail address is; undefined when nobody has claimed it. @throws DomainError `invalid-email` */
  async ownerOf(email: string): Promise<string | undefined> {
    return (await this.parts.claims.load(streamOf(hashOf(email)))).state.owner;
  }

  async #handle(
    type: EmailClaimCommand['type'],
    { emailHash, customerId, revision }: Omit<EmailClaim, 'isNew'>,
    origin: Origin,
  ): Promise<number> {
    const commandId = this.parts.randomness.uuid();
    const command = { ...origin, commandId, body: { type, data: { emailHash, customerId } } };
    const stream = streamOf(emailHash);
    return (await this.parts.claims.handle(stream, command, { expectedRevision: revision })).revision;
  }

  /** Whether the owner of a claim that is old enough for the address to be in use does not use it. */
  async #isUnused(email: string, owner: string): Promise<boolean> {
    const { customers, eventStore, clock } = this.parts;
    const { state } = await customers.load(`customer-${owner}`);
    if ('email' in state && state.email === normaliseEmail(email)) return false;
    const stream = streamOf(hashOf(email));
    for await (const { recordedAt } of eventStore.readStream(stream, { direction: 'backwards', limit: 1 })) {
      return clock.now().getTime() - Date.parse(recordedAt) > UNUSED_AFTER_MS;
    }
    return false;
  }
}

function hashOf(email: string): string {
  return hash('sha256', normaliseEmail(email));
}

function streamOf(emailHash: string): string {
  return `customerEmail-${emailHash}`;
}
