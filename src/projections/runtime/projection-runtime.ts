import type { ProcessorStatus } from '../../application/event-processor/processor-status.js';
import type { Document } from '../../application/read-models/document.js';
import type { ReadModel } from '../../application/read-models/read-model.js';
import type { Projection } from '../projection.js';
import { generationName } from './generation-name.js';
import { LiveReadModel, type ReadModelTarget } from './live-read-model.js';
import { ProjectionLifecycle } from './projection-lifecycle.js';
import type { ProjectionRuntimeParts } from './projection-runtime-parts.js';

/** The projections of one service: keeps each one's read model filled, and gives access to it. */
export class ProjectionRuntime {
  readonly #lifecycles: ReadonlyMap<string, ProjectionLifecycle>;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  /** @throws Error when two projections bear the same name */
  constructor(
    projections: readonly Projection[],
    private readonly parts: ProjectionRuntimeParts,
  ) {
    const graceMs = parts.graceMs ?? 60_000;
    this.#lifecycles = new Map(
      projections.map((projection) => [projection.name, new ProjectionLifecycle(projection, parts, graceMs)]),
    );
    if (this.#lifecycles.size < projections.length) throw new Error('Two projections bear the same name');
  }

  /** Begins in the background; stores that are away are waited for. */
  start(): void {
    this.#running ??= this.#followRegistry();
  }

  /** Finishes what is in flight and stores the checkpoints. Not to be started again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await Promise.all([...this.#lifecycles.values()].map((lifecycle) => lifecycle.stop()));
  }

  /** The documents of `projection`, which must be one of this runtime's. */
  readModel<View extends Document>(projection: Projection<View>): ReadModel<View> {
    const lifecycle = this.#lifecycles.get(projection.name);
    if (lifecycle === undefined) throw new Error(`No projection ${projection.name} here`);
    return new LiveReadModel<View>(
      projection.name,
      projection.filter,
      projection.perEvent === true ? 'by-position' : 'by-age',
      () => this.#target(lifecycle),
      this.parts,
    );
  }

  /** Whether every read model can answer and has caught up, here or on the instance that fills it. */
  get ready(): boolean {
    return [...this.#lifecycles.values()].every(({ projection, record, active }) => {
      if (record === undefined) return false;
      if (record.paused === true || record.handover !== undefined) return true;
      if (record.active.version !== projection.version) return true;
      const status = active?.status;
      return status?.role === 'following' || status?.caughtUp === true;
    });
  }

  /** How far each generation is that this process fills. */
  get status(): readonly ProcessorStatus[] {
    return [...this.#lifecycles.values()].flatMap(({ fillings }) => fillings.map(({ status }) => status));
  }

  #target({ projection, record, active }: ProjectionLifecycle): ReadModelTarget | undefined {
    if (record === undefined) return undefined;
    const generation = generationName(projection.name, record.active);
    return { generation, documents: this.parts.documents.collection(generation), processor: active };
  }

  async #followRegistry(): Promise<void> {
    const pollMs = this.parts.registryPollMs ?? 1_000;
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      let delayMs = pollMs;
      try {
        delayMs = (await this.#advanceAll()) ? 0 : this.#building() ? pollMs / 8 : pollMs;
        failures = 0;
      } catch (error) {
        failures += 1;
        this.parts.observer?.({
          kind: 'retrying',
          handler: 'projections',
          attempt: failures,
          delayMs,
          error,
        });
      }
      if (delayMs > 0) await this.parts.clock.sleep(delayMs, this.#stopping.signal);
    }
  }

  /** Answers whether anything changed in the registry. */
  async #advanceAll(): Promise<boolean> {
    const records = new Map((await this.parts.registry.list()).map((record) => [record.name, record]));
    const collections = new Set(await this.parts.documents.list());
    const changes = await Promise.all(
      [...this.#lifecycles.values()].map((lifecycle) =>
        lifecycle.advance(records.get(lifecycle.projection.name), collections),
      ),
    );
    return changes.includes(true);
  }

  #building(): boolean {
    return [...this.#lifecycles.values()].some(({ record }) => record?.building !== undefined);
  }
}
