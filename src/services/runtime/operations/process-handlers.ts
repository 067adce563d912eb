import { managersOf, processManager } from '../../../application/process-managers.js';
import { cancelProcess } from '../../../application/process-runtime/cancel-process.js';
import { insistently } from '../../../application/process-runtime/insistently.js';
import { retryProcess } from '../../../application/process-runtime/retry-process.js';
import { actorOf } from '../../../application/principal.js';
import { DomainError } from '../../../domain/domain-error.js';
import { NotFoundError } from '../../../domain/not-found-error.js';
import type { Handlers } from '../../../infrastructure/http/contract/handlers.js';
import type { ProcessDetails } from '../../../infrastructure/http/contracts/operations/process-dtos.js';
import type { processOperations } from '../../../infrastructure/http/contracts/operations/process-operations.js';
import { listProcesses } from '../../../projections/operations/process-list.js';
import { processDetails } from '../../../projections/operations/process-details.js';
import { DEFAULT_LIMIT, listed } from '../consistency.js';
import { noteOf } from '../note-of.js';
import type { OperationsParts } from './operations-parts.js';

const REFUSALS = {
  'ended-before': ['process-ended', 'has ended already'],
  'at-work': [
    'process-at-work',
    'may be dispatching its commands at this moment; try again in half a minute',
  ],
  'nothing-to-retry': [
    'nothing-to-retry',
    'waits for what comes to it; there is nothing that it could try again',
  ],
} as const;

/** What a service answers to operators about its processes. */
export function processHandlers({
  service,
  readSide,
  randomness,
  looks,
  actions,
}: OperationsParts): Handlers<typeof processOperations> {
  const { stores, eventStore, clock } = readSide;
  const { deadLetters } = stores;
  const managers = new Set(managersOf(service));
  const details = async (manager: string, processId: string): Promise<ProcessDetails> => {
    const found = await processDetails({ eventStore, deadLetters, clock }, manager, processId);
    if (!managers.has(manager) || found === undefined) throw missing(manager, processId);
    return found;
  };
  return {
    async listProcesses({ query: { limit = DEFAULT_LIMIT, ...query } }) {
      return listed(await listProcesses(stores, { ...query, limit }, clock.now().getTime()));
    },
    async showProcess({ params: { manager, process }, context }) {
      await looks.record(noteOf(context, 'process', { service, manager, processId: process }));
      return { body: await details(manager, process) };
    },
    async cancelProcess({ params: { manager, process }, body: { reason }, context }) {
      await details(manager, process);
      await actions.record(
        noteOf(context, 'cancel-process', { service, manager, processId: process, reason }),
      );
      const by = { actor: actorOf(context.principal), reason };
      const outcome = await insistently(() =>
        cancelProcess({ eventStore, randomness }, manager, process, by),
      );
      if (outcome === 'no-such-process') throw missing(manager, process);
      if (outcome !== 'cancelled') throw refused(outcome, manager, process);
      return { body: await details(manager, process) };
    },
    async retryProcess({ params: { manager, process }, body: { reason }, context }) {
      await details(manager, process);
      await actions.record(
        noteOf(context, 'retry-process', { service, manager, processId: process, reason }),
      );
      const { retryDeadlines = [] } = processManager(manager)!.manager;
      const outcome = await insistently(() =>
        retryProcess(
          { eventStore, randomness, deadLetters, clock },
          { managerName: manager, processId: process, retryDeadlines },
          { actor: actorOf(context.principal), reason },
        ),
      );
      if (outcome.kind === 'no-such-process') throw missing(manager, process);
      if (outcome.kind !== 'retried') throw refused(outcome.kind, manager, process);
      return { body: { ...(await details(manager, process)), retried: outcome.retried } };
    },
  };
}

function missing(manager: string, processId: string): NotFoundError {
  return new NotFoundError('process', `${manager} ${processId}`);
}

function refused(kind: keyof typeof REFUSALS, manager: string, processId: string): DomainError {
  const [code, words] = REFUSALS[kind];
  return new DomainError(code, `${manager} ${processId} ${words}`);
}
