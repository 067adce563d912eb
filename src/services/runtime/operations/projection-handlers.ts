import type { ProjectionRecord } from '../../../application/read-models/projection-registry.js';
import { DomainError } from '../../../domain/domain-error.js';
import { NotFoundError } from '../../../domain/not-found-error.js';
import type { Handlers } from '../../../infrastructure/http/contract/handlers.js';
import type { projectionOperations } from '../../../infrastructure/http/contracts/operations/projection-operations.js';
import { compareDocument } from '../../../projections/operations/compare-document.js';
import { healDocument } from '../../../projections/operations/heal-document.js';
import { inspectedGeneration } from '../../../projections/operations/inspected-generation.js';
import {
  cancelRebuild,
  pauseProjection,
  requestRebuild,
} from '../../../projections/operations/steer-projection.js';
import { projectionStanding } from '../../../projections/operations/projection-standing.js';
import { noteOf } from '../note-of.js';
import type { OperationsParts } from './operations-parts.js';

/** What a service answers to operators about its read models. */
export function projectionHandlers({
  service,
  readSide,
  live,
  looks,
  actions,
}: OperationsParts): Handlers<typeof projectionOperations> {
  const { registry } = readSide.stores;
  const record = async (name: string): Promise<ProjectionRecord> => {
    const found = (await registry.list()).find((one) => one.name === name);
    if (found === undefined) throw new NotFoundError('projection', name);
    return found;
  };
  const standing = async (name: string) => ({
    body: await projectionStanding(readSide, await record(name), live),
  });
  return {
    async listProjections() {
      const records = await registry.list();
      const items = await Promise.all(records.map((one) => projectionStanding(readSide, one, live)));
      return { body: { items, nextCursor: null } };
    },
    showProjection: ({ params: { projection } }) => standing(projection),
    async rebuildProjection({ params: { projection }, context }) {
      if ((await record(projection)).paused === true) {
        throw new DomainError('projection-paused', `${projection} is paused; let it go on first`);
      }
      await actions.record(noteOf(context, 'rebuild-projection', { service, projection }));
      await requestRebuild(registry, projection);
      return standing(projection);
    },
    async cancelRebuild({ params: { projection }, context }) {
      const before = await record(projection);
      await actions.record(noteOf(context, 'cancel-rebuild', { service, projection }));
      await cancelRebuild(registry, before);
      return standing(projection);
    },
    async pauseProjection({ params: { projection }, context }) {
      await record(projection);
      await actions.record(noteOf(context, 'pause-projection', { service, projection }));
      await pauseProjection(registry, projection, true);
      return standing(projection);
    },
    async resumeProjection({ params: { projection }, context }) {
      await record(projection);
      await actions.record(noteOf(context, 'resume-projection', { service, projection }));
      await pauseProjection(registry, projection, false);
      return standing(projection);
    },
    async compareDocument({ params: { projection, document }, context }) {
      const generation = await inspectedGeneration(readSide, projection);
      await looks.record(noteOf(context, 'document', { service, projection, document }));
      const { comparison } = await compareDocument(generation, document);
      return { body: { ...comparison, healed: false } };
    },
    async healDocument({ params: { projection, document }, context }) {
      const generation = await inspectedGeneration(readSide, projection);
      await actions.record(noteOf(context, 'heal-document', { service, projection, document }));
      return { body: await healDocument(generation, document) };
    },
  };
}
