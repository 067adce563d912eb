import type { Looks } from '../../application/audit-service/looks.js';
import type { CustomerAccounts } from '../../application/customer-service/customer-accounts.js';
import type { Sessions } from '../../application/customer-service/sessions.js';
import type { TokenKeyring } from '../../application/customer-service/token-keyring.js';
import type { CustomerQueries } from '../../application/read-models/customer-queries.js';
import type { EmailQueries } from '../../application/read-models/email-queries.js';
import type { CustomerCommand } from '../../domain/customer/commands.js';
import { NotFoundError } from '../../domain/not-found-error.js';
import type { Reply } from '../../infrastructure/http/contract/handlers.js';
import { customerContract } from '../../infrastructure/http/contracts/customer-contract.js';
import type { MailboxClient } from '../../infrastructure/mail/mailbox-client.js';
import type { RequestContext } from '../../infrastructure/http/server/request-context.js';
import { type Api, api } from '../runtime/api.js';
import { DEFAULT_LIMIT, awaitToken, found, listed } from '../runtime/consistency.js';
import { mailboxHandlers } from './mailbox-handlers.js';
import { sessionHandlers } from './session-handlers.js';
import type { CustomerCommandHandler } from './tokens.js';

/** What customer-service answers to its calls. */
export function customerApi(
  accounts: CustomerAccounts,
  commands: CustomerCommandHandler,
  customers: CustomerQueries,
  emails: EmailQueries,
  sessions: Sessions,
  keyring: TokenKeyring,
  mailbox: MailboxClient,
  looks: Looks,
): Api {
  const handle = async (context: RequestContext, body: CustomerCommand): Promise<Reply<never>> => {
    const stream = `customer-${body.data.customerId}`;
    const { expectedRevision } = context;
    const { revision, position } = await commands.handle(stream, context.command(body), { expectedRevision });
    return { revision, position };
  };
  return api(customerContract, {
    async registerCustomer({ body, context }) {
      const customerId = context.newId('customer');
      const command = context.command({ type: 'Register', data: { customerId, ...body } } as const);
      const { revision, position } = await accounts.register(command, context.expectedRevision);
      return { body: { customerId }, revision, position, location: `/customers/${customerId}` };
    },
    async listCustomers({ query }) {
      await awaitToken(customers, query.consistentWith);
      const { search, limit = DEFAULT_LIMIT, cursor } = query;
      return listed(await customers.list({ search, limit, cursor }));
    },
    async getCustomer({ params: { customerId }, query, context }) {
      await awaitToken(customers, query.consistentWith);
      return found('customer', customerId, await customers.byId(customerId), context.principal);
    },
    async changeCustomer({ params, body, context }) {
      const command = context.command({ type: 'Change', data: { ...params, ...body } } as const);
      const { revision, position } = await accounts.change(command, context.expectedRevision);
      return { body: { ...params, revision }, revision, position };
    },
    deactivateCustomer: ({ params, context }) =>
      handle(context, { type: 'DeactivateCustomer', data: params }),
    grantAdministratorRole: ({ params, context }) =>
      handle(context, { type: 'GrantAdministratorRole', data: params }),
    revokeAdministratorRole: ({ params, context }) =>
      handle(context, { type: 'RevokeAdministratorRole', data: params }),
    async listEmails({ params: { customerId }, query }) {
      await awaitToken(emails, query.consistentWith);
      const { limit = DEFAULT_LIMIT, cursor } = query;
      const page = await emails.ofCustomer({ customerId, limit, cursor });
      if (page.items.length === 0 && (await customers.byId(customerId)) === undefined) {
        throw new NotFoundError('customer', customerId);
      }
      return listed(page);
    },
    ...sessionHandlers(sessions, keyring),
    ...mailboxHandlers(mailbox, looks),
  });
}
