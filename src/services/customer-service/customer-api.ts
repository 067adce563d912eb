import type { CustomerAccounts } from '../../application/customer-service/customer-accounts.js';
import type { CustomerQueries } from '../../application/read-models/customer-queries.js';
import type { EmailQueries } from '../../application/read-models/email-queries.js';
import { NotFoundError } from '../../domain/not-found-error.js';
import { customerContract } from '../../infrastructure/http/contracts/customer-contract.js';
import { type Api, api } from '../runtime/api.js';
import { DEFAULT_LIMIT, awaitToken, found, listed } from '../runtime/consistency.js';
import type { CustomerCommandHandler } from './tokens.js';

/** What customer-service answers to its calls. */
export function customerApi(
  accounts: CustomerAccounts,
  commands: CustomerCommandHandler,
  customers: CustomerQueries,
  emails: EmailQueries,
): Api {
  return api(customerContract, {
    async registerCustomer({ body, context }) {
      const customerId = context.newId('customer');
      const command = context.command({ type: 'Register', data: { customerId, ...body } } as const);
      const { revision, position } = await accounts.register(command);
      return { body: { customerId }, revision, position, location: `/customers/${customerId}` };
    },
    async listCustomers({ query }) {
      await awaitToken(customers, query.consistentWith);
      const { search, limit = DEFAULT_LIMIT, cursor } = query;
      return listed(await customers.list({ search, limit, cursor }));
    },
    async getCustomer({ params: { customerId }, query }) {
      await awaitToken(customers, query.consistentWith);
      return found('customer', customerId, await customers.byId(customerId));
    },
    async changeCustomer({ params, body, context }) {
      const command = context.command({ type: 'Change', data: { ...params, ...body } } as const);
      const { revision, position } = await accounts.change(command, context.expectedRevision);
      return { body: { ...params, revision }, revision, position };
    },
    async deactivateCustomer({ params, context }) {
      const command = context.command({ type: 'DeactivateCustomer', data: params } as const);
      const { revision, position } = await commands.handle(`customer-${params.customerId}`, command, {
        expectedRevision: context.expectedRevision,
      });
      return { revision, position };
    },
    async listEmails({ params: { customerId }, query }) {
      await awaitToken(emails, query.consistentWith);
      const { limit = DEFAULT_LIMIT, cursor } = query;
      const page = await emails.ofCustomer({ customerId, limit, cursor });
      if (page.items.length === 0 && (await customers.byId(customerId)) === undefined) {
        throw new NotFoundError('customer', customerId);
      }
      return listed(page);
    },
  });
}
