import { NotFoundError } from '../../../domain/not-found-error.js';
import type { Operations } from '../../../infrastructure/http/contract/contract.js';
import type { Handlers } from '../../../infrastructure/http/contract/handlers.js';
import { operationsContract } from '../../../infrastructure/http/contracts/operations/operations-contract.js';
import { standingOfService } from '../../../projections/operations/standing-of-service.js';
import { type Api, api } from '../api.js';
import { deadLetterHandlers } from './dead-letter-handlers.js';
import { instanceHandlers } from './instance-handlers.js';
import type { OperationsParts } from './operations-parts.js';
import { processHandlers } from './process-handlers.js';
import { projectionHandlers } from './projection-handlers.js';

/** What every service answers to operators about itself. */
export function operationsApi(parts: OperationsParts): Api {
  const { service, readSide, live } = parts;
  return api(
    operationsContract,
    onlyOf(service, {
      async showService() {
        return { body: await standingOfService(service, readSide, live) };
      },
      ...projectionHandlers(parts),
      ...deadLetterHandlers(parts),
      ...processHandlers(parts),
      ...instanceHandlers(parts),
    } satisfies Handlers<typeof operationsContract.operations>),
  );
}

type AnyHandler = (call: { readonly params: { readonly service: string } }) => Promise<never>;

/** The same handlers, for calls that name this service. */
function onlyOf<Ops extends Operations>(service: string, handlers: Handlers<Ops>): Handlers<Ops> {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    const guard: AnyHandler = async (call) => {
      if (call.params.service !== service) throw new NotFoundError('service', call.params.service);
      return (handler as AnyHandler)(call);
    };
    return [name, guard];
  });
  return Object.fromEntries(guarded) as unknown as Handlers<Ops>;
}
