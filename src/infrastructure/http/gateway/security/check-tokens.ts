import { requireAccess } from '../../contract/access.js';
import type { Contract } from '../../contract/contract.js';
import type { Operation } from '../../contract/operation.js';
import type { Authenticator } from '../../server/authenticator.js';
import type { Exchange } from '../exchange.js';
import type { GatewayFilter, GatewayHandler } from '../gateway-filter.js';

/**
 * Lets a request pass only with a token that is good for it, so that services are spared the others; they check again.
 * What everybody may call is passed on whatever token comes with it, as the services themselves do.
 */
export function checkTokens(contracts: readonly Contract[], authenticator: Authenticator): GatewayFilter {
  const operations = new Map<string, Operation>();
  for (const contract of contracts) {
    for (const operation of Object.values(contract.operations)) {
      const template = operation.path.replaceAll(/\{\w+\}/g, '{}');
      operations.set(`${operation.method} ${template}`, operation);
      if (operation.method === 'GET') operations.set(`HEAD ${template}`, operation);
    }
  }
  const check = async (
    exchange: Exchange,
    operation: Operation | undefined,
    passOn: GatewayHandler,
  ): Promise<void> => {
    const principal = await authenticator.authenticate(exchange.header('authorization'));
    if (operation !== undefined) requireAccess(operation, principal);
    return passOn(exchange);
  };
  return (next) => (exchange) => {
    const operation = operations.get(`${exchange.method} ${exchange.route}`);
    if (operation?.access === 'public') return next(exchange);
    // Nothing of ours: what the gateway answers itself, or a route to somewhere else that was configured.
    if (operation === undefined && exchange.header('authorization') === undefined) return next(exchange);
    return check(exchange, operation, next);
  };
}

/** What of a contract is for the gateway's clients: all but what services tell each other. */
export function withoutServiceCalls(contract: Contract): Contract {
  const operations = Object.entries(contract.operations).filter(([, { access }]) => access !== 'service');
  return { ...contract, operations: Object.fromEntries(operations) };
}
