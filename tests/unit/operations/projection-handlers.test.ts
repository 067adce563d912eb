import { expect } from 'chai';
import { Looks } from '../../../src/application/audit-service/looks.js';
import { OperatorActions } from '../../../src/application/operations/operator-actions.js';
import type { RequestContext } from '../../../src/infrastructure/http/server/request-context.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';
import type { OperationsParts } from '../../../src/services/runtime/operations/operations-parts.js';
import { projectionHandlers } from '../../../src/services/runtime/operations/projection-handlers.js';
import { append } from '../event-processor/support.js';
import { tallies } from '../projections/support.js';
import { OperatedReadSide } from './read-side-of.js';

describe('what operators do about projections', () => {
  const context = {
    principal: { kind: 'customer', customerId: 'ada', sessionId: 's', roles: ['administrator'] },
    correlationId: 'c',
    trace: { traceparent: 't' },
  } as unknown as RequestContext;

  async function world() {
    const readSide = new OperatedReadSide(tallies());
    await append(readSide.eventStore, 'thing-1', 'Happened');
    await readSide.take(readSide.handler(), readSide.eventStore.events);
    const log = new InMemoryEventStore();
    const notes = { eventStore: log, clock: readSide.clock, randomness: new SeededRandomness(1) };
    const parts = {
      service: 'things',
      readSide,
      live: () => undefined,
      looks: new Looks(notes),
      actions: new OperatorActions(notes),
    } as unknown as OperationsParts;
    const call = { params: { service: 'things', projection: 'tallies', document: '1' }, context } as never;
    return { readSide, log, handlers: projectionHandlers(parts), call };
  }

  it('is recorded before it is done', async () => {
    const { log, handlers, call, readSide } = await world();
    await handlers.pauseProjection(call);
    await handlers.resumeProjection(call);
    await readSide.tamper('1', (document) => ({ ...document, count: 7 }));
    await handlers.compareDocument(call);
    await handlers.healDocument(call);
    const recorded = log.events.map(({ stream, type, data, metadata }) => [
      stream,
      type,
      (data as { what: string }).what,
      metadata.actor,
    ]);
    expect(recorded).to.deep.equal([
      ['audit-operations-2026-01-01', 'OperatorActed', 'pause-projection', 'ada'],
      ['audit-operations-2026-01-01', 'OperatorActed', 'resume-projection', 'ada'],
      ['audit-looks-2026-01-01', 'AuditLooked', 'document', 'ada'],
      ['audit-operations-2026-01-01', 'OperatorActed', 'heal-document', 'ada'],
    ]);
    expect(await readSide.documents.get('1')).to.include({ count: 1 });
  });

  it('is neither done nor shown when it can not be recorded', async () => {
    const { log, handlers, call, readSide } = await world();
    await readSide.tamper('1', (document) => ({ ...document, count: 7 }));
    log.append = () => Promise.reject(new Error('the log is away'));
    const before = [await readSide.stores.registry.list(), readSide.documents.all];
    for (const attempt of [
      handlers.rebuildProjection,
      handlers.pauseProjection,
      handlers.resumeProjection,
      handlers.cancelRebuild,
      handlers.compareDocument,
      handlers.healDocument,
    ]) {
      const outcome = await attempt(call).then(
        () => 'done',
        (error: Error) => error.message,
      );
      expect(outcome).to.equal('the log is away');
    }
    expect([await readSide.stores.registry.list(), readSide.documents.all]).to.deep.equal(before);
  });
});
