import type { Db } from 'mongodb';
import type { DueProcess, ProcessWakeups } from '../../application/process-runtime/process-wakeups.js';
import type { ProcessDocument } from '../../application/read-models/process-view.js';
import type { ProjectionRegistry } from '../../application/read-models/projection-registry.js';
import { generationName } from '../../projections/runtime/generation-name.js';
import { available } from './unavailable.js';

/** Finds due processes in the active generation of the read model `processes`. */
export class MongoProcessWakeups implements ProcessWakeups {
  constructor(
    private readonly db: Db,
    private readonly registry: ProjectionRegistry,
  ) {}

  async due(manager: string, now: number, limit: number): Promise<readonly DueProcess[]> {
    const record = (await this.registry.list()).find(({ name }) => name === 'processes');
    if (record === undefined) return [];
    const documents = this.db.collection<ProcessDocument>(generationName('processes', record.active));
    const due = documents
      .find({ manager, waking: true, wakeAt: { $lte: now } }, { batchSize: limit + 1 })
      .project<DueProcess>({ _id: 0, processId: 1, revision: 1, lastInput: 1 })
      .sort({ wakeAt: 1 })
      .limit(limit);
    return available(() => due.toArray());
  }
}
