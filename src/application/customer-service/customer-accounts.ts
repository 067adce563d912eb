import type { Address } from '../../domain/address.js';
import type { ChangeCustomerDetails, CustomerCommand } from '../../domain/customer/commands.js';
import { normaliseEmail } from '../../domain/customer/email-address.js';
import type { CustomerEvent } from '../../domain/customer/events.js';
import type { CustomerState } from '../../domain/customer/state.js';
import type { Command } from '../command.js';
import type { CommandHandler } from '../command-handler.js';
import type { CommandResult } from '../command-result.js';
import { ConcurrencyError } from '../concurrency-error.js';
import { KeyedQueue } from '../keyed-queue.js';
import { RevisionMismatchError } from '../revision-mismatch-error.js';
import { TransientError } from '../transient-error.js';
import type { EmailClaims, Origin } from './email-claims.js';
import type { PasswordHasher } from './password-hasher.js';

/** Who is to become a customer. */
export interface Registration {
  readonly customerId: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly address?: Address | undefined;
}

/** What is left out stays as it is; `address: null` removes it. */
export interface AccountChanges {
  readonly customerId: string;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  readonly address?: Address | null | undefined;
}

/** How often a change of the e-mail address is tried anew because another instance changed the customer first. */
const ATTEMPTS = 12;

type CustomerHandler = CommandHandler<CustomerState, CustomerCommand, CustomerEvent>;

/**
 * Registers customers and changes what is known of them. An e-mail address is claimed before the customer gets it and
 * freed after they lost it; a crash in between leaves a claim too many, never one too few. A customer keeps the address
 * when deactivated.
 *
 * Why requests that overlap never free an address in use: a customer gets an address only at the very revision that was
 * read *before* the claim, and a claim is ended only by who made it or by who moved the customer away from it, at the
 * revision it had before that move. So whoever's move comes last has renewed the claim since.
 */
export class CustomerAccounts {
  /** Changes of one customer's address wait for each other here; those of other instances they meet as conflicts. */
  readonly #queue = new KeyedQueue();

  constructor(
    private readonly customers: CustomerHandler,
    private readonly emails: EmailClaims,
    private readonly passwords: PasswordHasher,
  ) {}

  /**
   * @param expectedRevision the revision that the caller wants the customer to be at: any makes the registration fail
   * @throws DomainError `email-taken`, `invalid-email`, `customer-exists`
   * @throws RevisionMismatchError
   */
  async register(
    command: Command<{ type: 'Register'; data: Registration }>,
    expectedRevision?: readonly number[],
  ): Promise<CommandResult> {
    const { customerId, email, name, password, address } = command.body.data;
    const passwordHash = await this.passwords.hash(password);
    return this.#claiming(email, customerId, command, () =>
      this.customers.handle(
        streamOf(customerId),
        {
          ...command,
          body: {
            type: 'RegisterCustomer',
            data: { customerId, email, name, passwordHash, ...(address && { address: { ...address } }) },
          },
        },
        { expectedRevision },
      ),
    );
  }

  /**
   * @param expectedRevision the revision the customer must be at, or a list of those that will do
   * @throws DomainError `customer-not-found`, `customer-deactivated`, `customer-erased`, `email-taken`, `invalid-email`
   * @throws RevisionMismatchError when the customer is not at `expectedRevision`
   * @throws TransientError
   */
  async change(
    command: Command<{ type: 'Change'; data: AccountChanges }>,
    expectedRevision?: number | readonly number[],
  ): Promise<CommandResult> {
    const { customerId, email, name, password, address } = command.body.data;
    const data = {
      customerId,
      ...(email !== undefined && { email }),
      ...(name !== undefined && { name }),
      ...(address !== undefined && { address: address && { ...address } }),
      ...(password !== undefined && { passwordHash: await this.passwords.hash(password) }),
    };
    const change = { ...command, body: { type: 'ChangeCustomerDetails', data } } as const;
    if (email === undefined) {
      return this.customers.handle(streamOf(customerId), change, { expectedRevision });
    }
    return this.#queue.run(customerId, () => this.#changeEmail(change, email, expectedRevision));
  }

  async #changeEmail(
    command: Command<ChangeCustomerDetails>,
    email: string,
    expectedRevision?: number | readonly number[],
  ): Promise<CommandResult> {
    const { customerId } = command.body.data;
    const stream = streamOf(customerId);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const { state, revision } = await this.customers.load(stream);
      const isWanted = expectedRevision === undefined || [expectedRevision].flat().includes(revision);
      const handle = (): Promise<CommandResult> =>
        this.customers.handle(stream, command, { expectedRevision: isWanted ? revision : [] });
      try {
        const moves = isWanted && state.status === 'active' && state.email !== normaliseEmail(email);
        return await (moves ? this.#move(state, email, command, handle) : handle());
      } catch (error) {
        const isOvertaken = error instanceof RevisionMismatchError && expectedRevision === undefined;
        if (!isOvertaken) throw error;
      }
    }
    throw new ConcurrencyError(stream, ATTEMPTS);
  }

  /** Gives the customer a new address, and frees the one before. */
  async #move(
    before: { readonly customerId: string; readonly email: string },
    email: string,
    command: Command,
    handle: () => Promise<CommandResult>,
  ): Promise<CommandResult> {
    const claimBefore = await this.emails.find(before.email, before.customerId);
    const result = await this.#claiming(email, before.customerId, command, handle);
    // What is repeated here moved the customer then, not now: `before` may be the address in use.
    if (claimBefore && !result.repeated) await this.emails.release(claimBefore, originOf(command));
    return result;
  }

  /** Frees the address again when the customer did not get it by this. */
  async #claiming(
    email: string,
    customerId: string,
    command: Command,
    handle: () => Promise<CommandResult>,
  ): Promise<CommandResult> {
    const claim = await this.emails.claim(email, customerId, originOf(command));
    const giveBack = async (): Promise<void> => {
      if (claim.isNew) await this.emails.release(claim, originOf(command));
    };
    try {
      const result = await handle();
      if (result.repeated) await giveBack();
      return result;
    } catch (error) {
      // An unknown outcome may turn out to be a success: then the claim is needed.
      if (!(error instanceof TransientError)) await giveBack();
      throw error;
    }
  }
}

function streamOf(customerId: string): string {
  return `customer-${customerId}`;
}

function originOf({ correlationId, causationId, actor, traceparent }: Command): Origin {
  return { correlationId, causationId, actor, ...(traceparent === undefined ? {} : { traceparent }) };
}
