import type { EventStore } from '../event-store.js';
import type { Randomness } from '../randomness.js';
import type { Snapshot } from './snapshot.js';
import type { SnapshotStore } from './snapshot-store.js';

type StoredSnapshot = Omit<Snapshot, 'position' | 'answered'> & {
  readonly position: string;
  readonly answered: readonly (readonly [commandId: string, revision: number, position: string])[];
};

/** Keeps the snapshot of `<stream>` as the only event of `snapshot.<stream>`. */
export class EventStoreSnapshotStore implements SnapshotStore {
  readonly #limited = new Set<string>();

  constructor(
    private readonly eventStore: EventStore,
    private readonly randomness: Randomness,
  ) {}

  async load(stream: string): Promise<Snapshot | undefined> {
    const latest = { direction: 'backwards', limit: 1 } as const;
    for await (const { type, data } of this.eventStore.readStream(streamOf(stream), latest)) {
      return type === 'SnapshotTaken' ? snapshotOf(data) : undefined;
    }
    return undefined;
  }

  async save(stream: string, snapshot: Snapshot): Promise<void> {
    const snapshots = streamOf(stream);
    // Before the first one, so that a crash in between leaves no stream growing without end.
    if (!this.#limited.has(snapshots)) {
      await this.eventStore.limitStream(snapshots, 1);
      this.#limited.add(snapshots);
    }
    const id = this.randomness.uuid();
    const data: StoredSnapshot = {
      ...snapshot,
      position: snapshot.position.toString(),
      answered: snapshot.answered.map((c) => [c.commandId, c.revision, c.position.toString()]),
    };
    await this.eventStore.append(snapshots, 'any', [
      {
        eventId: id,
        type: 'SnapshotTaken',
        data,
        metadata: {
          $correlationId: id,
          $causationId: id,
          commandId: id,
          actor: 'service:snapshots',
          schemaVersion: 1,
        },
      },
    ]);
  }
}

function streamOf(stream: string): string {
  return `snapshot.${stream}`;
}

/** Undefined for anything that `save` can't have written. */
function snapshotOf(data: unknown): Snapshot | undefined {
  try {
    const { stateVersion, revision, position, state, answered } = data as StoredSnapshot;
    const numbers = [stateVersion, revision, ...answered.map(([, each]) => each)];
    if (state === undefined || !numbers.every(Number.isSafeInteger)) return undefined;
    return {
      stateVersion,
      revision,
      position: BigInt(position),
      state,
      answered: answered.map(([commandId, each, at]) => ({
        commandId,
        revision: each,
        position: BigInt(at),
      })),
    };
  } catch {
    return undefined;
  }
}
