import { v5 } from 'uuid';
import { EVERYTHING } from '../../event-filter.js';
import type { EventHandler } from '../../event-handler.js';
import type { CheckpointStore } from '../../event-processor/checkpoint-store.js';
import type { EventStore } from '../../event-store.js';
import type { RecordedEvent } from '../../recorded-event.js';
import { TransientError } from '../../transient-error.js';
import { WrongExpectedRevisionError } from '../../wrong-expected-revision-error.js';
import { isAudited } from '../audited.js';
import { logLineOf } from '../transfer/log-line.js';
import { readLog } from '../transfer/read-log.js';
import { chained, leafOf } from './chain-hash.js';
import { chainHead, type ChainHead } from './chain-head.js';
import { CHECKPOINT_SIGNED, CHECKPOINT_STREAM, CHECKPOINT_VERSION } from './checkpoint.js';
import { CheckpointEntries, type Link } from './checkpoint-entries.js';
import type { CheckpointSigner } from './checkpoint-keys.js';

/** The namespace of the ids of checkpoint events. */
const namespace = '1c2f4b1e-8a43-4c7d-9d5e-6d0f3b0c7a52';

/**
 * Chains every event of the log, and appends a signed checkpoint for each batch it is given.
 *
 * The last checkpoint in the stream is all it goes on from, and each is appended at exactly the revision behind the one
 * before: so a crash, or two instances at work at once, leave neither a gap nor a double. Its progress is therefore kept
 * nowhere else: `checkpoints` is to take the place of the processor's own.
 */
export class ChainKeeper implements EventHandler {
  readonly name = 'audit-chain';
  readonly filter = EVERYTHING;
  #head: ChainHead | undefined;
  /** Checkpoints that came alone: signed with what comes next, or each would call for another. */
  #carried: Link[] = [];

  constructor(
    private readonly eventStore: EventStore,
    private readonly signer: CheckpointSigner,
  ) {}

  /** Where the processor that runs this handler goes on: behind the last signed event. */
  readonly checkpoints: CheckpointStore = {
    load: async () => {
      this.#carried = [];
      this.#head = await chainHead(this.eventStore);
      return this.#head.position;
    },
    store: async () => undefined,
    remove: async () => undefined,
  };

  laneKey(): string {
    return this.name;
  }

  /** @param events all that there are since the batch before */
  async handle(events: readonly RecordedEvent[]): Promise<void> {
    const last = events.at(-1);
    if (last === undefined) return;
    const head = this.#head;
    if (head === undefined) {
      await this.#signFromStore(last.position);
    } else {
      const fresh = events.filter((event) => isAudited(event) && isBehind(event, head));
      await this.#sign(head, fresh);
    }
  }

  /** Somebody else has moved the chain on: what is still to be signed is read anew, for there may be more of it than was given. */
  async #signFromStore(upTo: bigint): Promise<void> {
    const head = await chainHead(this.eventStore);
    const events: RecordedEvent[] = [];
    this.#carried = [];
    reading: for await (const batch of readLog(this.eventStore, head.position)) {
      for (const event of batch) {
        if (event.position > upTo) break reading;
        events.push(event);
      }
    }
    this.#head = head;
    await this.#sign(head, events);
  }

  async #sign(head: ChainHead, events: readonly RecordedEvent[]): Promise<void> {
    const links = [
      ...this.#carried,
      ...events.map((event): Link => ({ position: event.position, leaf: leafOf(logLineOf(event)) })),
    ];
    const position = links.at(-1)?.position;
    if (position === undefined) return;
    if (events.every(({ stream }) => stream === CHECKPOINT_STREAM)) {
      this.#carried = links;
      return;
    }
    const hash = links.reduce((before, { leaf }) => chained(before, leaf), head.hash);
    const count = head.count + links.length;
    const checkpoint = this.signer.sign({
      count,
      position: position.toString(),
      hash: hash.toString('base64url'),
      previousHash: head.hash.toString('base64url'),
      entries: CheckpointEntries.of(links).toString(),
    });
    const id = v5(`${count} ${checkpoint.hash}`, namespace);
    const metadata = {
      $correlationId: id,
      $causationId: id,
      commandId: id,
      actor: 'service:audit-service',
      schemaVersion: CHECKPOINT_VERSION,
    };
    const event = { eventId: id, type: CHECKPOINT_SIGNED, data: checkpoint, metadata };
    try {
      const { revision } = await this.eventStore.append(CHECKPOINT_STREAM, head.revision, [event]);
      this.#head = { count, position, hash, revision };
      this.#carried = [];
    } catch (error) {
      if (!(error instanceof WrongExpectedRevisionError)) throw error;
      this.#head = undefined;
      throw new TransientError('the chain has been moved on by another instance', { cause: error });
    }
  }
}

function isBehind({ position }: RecordedEvent, head: ChainHead): boolean {
  return head.position === undefined || position > head.position;
}
