import { createHash } from 'node:crypto';
import type { EmailClaimCommand } from '../../domain/email-claim/commands.js';
import type { EmailClaimState } from '../../domain/email-claim/decider.js';
import type { EmailClaimEvent } from '../../domain/email-claim/events.js';
import type { CustomerCommand } from '../../domain/customer/commands.js';
import { normaliseEmail } from '../../domain/customer/email-address.js';
import type { CustomerEvent } from '../../domain/customer/events.js';
import type { CustomerState } from '../../domain/customer/state.js';
import { DomainError } from '../../domain/domain-error.js';
import type { Clock } from '../clock.js';
import type { Command } from '../command.js';
import type { CommandHandler } from '../command-handler.js';
import type { EventStore } from '../event-store.js';
import type { Randomness } from '../randomness.js';

/** No request takes that long between the claim of an e-mail address and the customer who uses it. */
const UNUSED_AFTER_MS = 60_000;

export interface EmailClaimsParts {
  readonly claims: CommandHandler<EmailClaimState, EmailClaimCommand, EmailClaimEvent>;
  readonly customers: CommandHandler<CustomerState, CustomerCommand, CustomerEvent>;
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** What a command must remember of where it came from. */
export type Origin = Omit<Command, 'body' | 'commandId'>;

/**
 * Keeps each e-mail address to one customer. Claiming and releasing are repeatable by what they mean, so each gets a new
 * command id: a claim that was released since must not be taken for done.
 */
export class EmailClaims {
  constructor(private readonly parts: EmailClaimsParts) {}

  /**
   * Gives an e-mail address to a customer. Claiming again what is theirs changes nothing. A claim that a crash has left
   * without a customer who uses the address is taken over after a minute.
   * @throws DomainError `email-taken`, `invalid-email`
   */
  async claim(email: string, customerId: string, origin: Origin): Promise<void> {
    const emailHash = hashOf(email);
    try {
      await this.#claim(emailHash, customerId, origin);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'email-taken') throw error;
      const owner = await this.#unusedBy(email, emailHash);
      if (owner === undefined) throw error;
      await this.#release(emailHash, owner, origin);
      await this.#claim(emailHash, customerId, origin);
    }
  }

  /** Frees an e-mail address if it is the customer's. */
  async release(email: string, customerId: string, origin: Origin): Promise<void> {
    await this.#release(hashOf(email), customerId, origin);
  }

  async #claim(emailHash: string, customerId: string, origin: Origin): Promise<void> {
    const commandId = this.parts.randomness.uuid();
    const body = { type: 'ClaimEmail', data: { emailHash, customerId } } as const;
    await this.parts.claims.handle(streamOf(emailHash), { ...origin, commandId, body });
  }

  async #release(emailHash: string, customerId: string, origin: Origin): Promise<void> {
    const commandId = this.parts.randomness.uuid();
    const body = { type: 'ReleaseEmailClaim', data: { emailHash, customerId } } as const;
    await this.parts.claims.handle(streamOf(emailHash), { ...origin, commandId, body });
  }

  /** The owner of a claim that is old enough for the address to be in use, if it is not. */
  async #unusedBy(email: string, emailHash: string): Promise<string | undefined> {
    const { claims, customers, eventStore, clock } = this.parts;
    const { owner } = (await claims.load(streamOf(emailHash))).state;
    if (owner === undefined) return undefined;
    const { state } = await customers.load(`customer-${owner}`);
    if ('email' in state && state.email === normaliseEmail(email)) return undefined;
    const newest = eventStore.readStream(streamOf(emailHash), { direction: 'backwards', limit: 1 });
    for await (const { recordedAt } of newest) {
      if (clock.now().getTime() - Date.parse(recordedAt) > UNUSED_AFTER_MS) return owner;
    }
    return undefined;
  }
}

function hashOf(email: string): string {
  return createHash('sha256').update(normaliseEmail(email)).digest('hex');
}

function streamOf(emailHash: string): string {
  return `customerEmail-${emailHash}`;
}
