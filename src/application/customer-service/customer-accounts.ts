import type { Address } from '../../domain/address.js';
import type { CustomerCommand } from '../../domain/customer/commands.js';
import { normaliseEmail } from '../../domain/customer/email-address.js';
import type { CustomerEvent } from '../../domain/customer/events.js';
import type { CustomerState } from '../../domain/customer/state.js';
import type { Command } from '../command.js';
import type { CommandHandler } from '../command-handler.js';
import type { CommandResult } from '../command-result.js';
import { TransientError } from '../transient-error.js';
import type { EmailClaims, Origin } from './email-claims.js';
import type { PasswordHasher } from './password-hasher.js';

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

/**
 * Registers customers and changes what is known of them. An e-mail address is claimed before the customer gets it and
 * freed after they lost it; a crash in between leaves a claim too many, never one too few.
 */
export class CustomerAccounts {
  constructor(
    private readonly customers: CommandHandler<CustomerState, CustomerCommand, CustomerEvent>,
    private readonly emails: EmailClaims,
    private readonly passwords: PasswordHasher,
  ) {}

  /** @throws DomainError `email-taken`, `invalid-email`, `customer-exists` */
  async register(command: Command<{ type: 'Register'; data: Registration }>): Promise<CommandResult> {
    const { customerId, email, name, password, address } = command.body.data;
    const passwordHash = await this.passwords.hash(password);
    return this.#claiming(email, customerId, command, () =>
      this.customers.handle(`customer-${customerId}`, {
        ...command,
        body: {
          type: 'RegisterCustomer',
          data: { customerId, email, name, passwordHash, ...(address && { address: { ...address } }) },
        },
      }),
    );
  }

  /**
   * @throws DomainError `customer-not-found`, `customer-deactivated`, `customer-erased`, `email-taken`, `invalid-email`
   * @throws RevisionMismatchError when the customer is not at `expectedRevision`
   */
  async change(
    command: Command<{ type: 'Change'; data: AccountChanges }>,
    expectedRevision?: number,
  ): Promise<CommandResult> {
    const { customerId, email, name, password, address } = command.body.data;
    const data = {
      customerId,
      ...(email !== undefined && { email }),
      ...(name !== undefined && { name }),
      ...(address !== undefined && { address: address && { ...address } }),
      ...(password !== undefined && { passwordHash: await this.passwords.hash(password) }),
    };
    const body = { type: 'ChangeCustomerDetails', data } as const;
    const handle = (): Promise<CommandResult> =>
      this.customers.handle(`customer-${customerId}`, { ...command, body }, { expectedRevision });
    if (email === undefined) return handle();
    const before = await this.#emailOf(customerId);
    if (before === normaliseEmail(email)) return handle();
    const result = await this.#claiming(email, customerId, command, handle);
    // Of a repeated command nobody knows whether `before` is the address it gave up or the one in use.
    if (before !== undefined && !result.repeated)
      await this.emails.release(before, customerId, originOf(command));
    return result;
  }

  /** Frees the address again when the customer did not get it. */
  async #claiming(
    email: string,
    customerId: string,
    command: Command,
    handle: () => Promise<CommandResult>,
  ): Promise<CommandResult> {
    await this.emails.claim(email, customerId, originOf(command));
    try {
      return await handle();
    } catch (error) {
      // An unknown outcome may turn out to be a success: then the claim is needed.
      if (error instanceof TransientError) throw error;
      if ((await this.#emailOf(customerId)) !== normaliseEmail(email)) {
        await this.emails.release(email, customerId, originOf(command));
      }
      throw error;
    }
  }

  async #emailOf(customerId: string): Promise<string | undefined> {
    const { state } = await this.customers.load(`customer-${customerId}`);
    return 'email' in state ? state.email : undefined;
  }
}

function originOf({ correlationId, causationId, actor, traceparent }: Command): Origin {
  return { correlationId, causationId, actor, ...(traceparent === undefined ? {} : { traceparent }) };
}
