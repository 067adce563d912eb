import { chained, GENESIS } from '../chain/chain-hash.js';
import type { SignedCheckpoint } from '../chain/checkpoint.js';
import { CheckpointEntries, type Link } from '../chain/checkpoint-entries.js';
import type { CheckpointVerifier } from '../chain/checkpoint-keys.js';
import { finding, firstDifference, firstDisorder, type Finding } from './finding.js';
import type { KnownHead, Verification } from './verification.js';

/** One event of the log as it is found. */
export interface FoundEvent extends Link {
  /** Of an event in the stream of checkpoints: what it says; `damaged` when that is no checkpoint. */
  readonly checkpoint?: SignedCheckpoint | 'damaged' | undefined;
}

/**
 * Follows a log event by event and proves it, checkpoint by checkpoint, against what was signed. Holds the events of two
 * checkpoints at most, as long as these come; after the first finding it only counts.
 */
export class LogVerifier {
  #events = 0;
  #proven = 0;
  #count = 0;
  #hash: Buffer = GENESIS;
  #upTo: bigint | undefined;
  /** Found, and not proven yet. */
  #pending: Link[] = [];
  /** What the last checkpoint has proven: what comes again is recognised by it. */
  #recent: readonly Link[] = [];
  #finding: Finding | undefined;
  /** Told at the end only: the checkpoint behind one that is broken or gone tells more exactly what is wrong. */
  #suspect: Finding | undefined;
  #begun: boolean;
  #headReached = false;

  /**
   * @param options.after the log at hand is only the part behind this position
   * @param options.head a checkpoint known from elsewhere: a log that ends before it has been cut off
   */
  constructor(
    private readonly keys: CheckpointVerifier,
    private readonly options: {
      readonly after?: bigint | undefined;
      readonly head?: KnownHead | undefined;
    } = {},
  ) {
    this.#begun = options.after === undefined;
    this.#upTo = options.after;
  }

  get finding(): Finding | undefined {
    return this.#finding;
  }

  take({ position, leaf, checkpoint }: FoundEvent): void {
    this.#events++;
    if (this.#finding !== undefined) return;
    if (checkpoint !== undefined) {
      if (checkpoint !== 'damaged' && this.keys.isGenuine(checkpoint)) this.#prove(checkpoint);
      else
        this.#suspect ??= finding(
          'altered',
          position ?? (this.#upTo ?? 0n) + 1n,
          'no known key has signed this checkpoint',
        );
    }
    this.#pending.push({ position, leaf });
  }

  end(): Verification {
    const { head } = this.options;
    if (this.#finding === undefined)
      this.#finding = firstDisorder(this.#pending, this.#upTo) ?? this.#suspect;
    if (this.#finding === undefined && head !== undefined && !this.#headReached) {
      this.#finding = finding(
        'missing',
        BigInt(head.position),
        'the log ends before the checkpoint that is known',
      );
    }
    return {
      intact: this.#finding === undefined,
      ...(this.#finding && { finding: this.#finding }),
      events: this.#events,
      proven: this.#proven,
      provenUpTo: this.#upTo?.toString() ?? null,
      unproven: this.#events - this.#proven,
      hash: this.#hash.toString('base64url'),
    };
  }

  #prove(checkpoint: SignedCheckpoint): void {
    const entries = CheckpointEntries.parse(checkpoint.entries);
    const first = checkpoint.count - entries.length;
    if (!this.#begun) {
      this.#beginWith(checkpoint, entries);
      return;
    }
    // One that has come before: the checkpoint behind it tells.
    if (checkpoint.count <= this.#count) return;
    if (first > this.#count && !this.#bridge(checkpoint, first - this.#count)) return;
    this.#settle(checkpoint, entries, 0);
  }

  /** The first checkpoint of a part of a log also covers events before the part. */
  #beginWith(checkpoint: SignedCheckpoint, entries: CheckpointEntries): void {
    const after = this.options.after ?? 0n;
    if (BigInt(checkpoint.position) <= after) return;
    let skip = 0;
    while (skip < entries.length && entries.positionAt(skip) <= after) skip++;
    this.#begun = true;
    this.#settle(checkpoint, entries, skip);
  }

  /**
   * A checkpoint is missing: what it covered is proven by the chain, if that leads from the one before it to this one. Answers
   * whether this one can be looked at.
   */
  #bridge({ previousHash }: SignedCheckpoint, length: number): boolean {
    const bridge = this.#pending.slice(0, length);
    const from = bridge[0]?.position ?? (this.#upTo ?? 0n) + 1n;
    if (bridge.length < length) {
      this.#suspect ??= finding(
        'missing',
        from,
        'from here on there are fewer events than a checkpoint tells of',
      );
      return false;
    }
    const hash = bridge.reduce<Buffer>((before, { leaf }) => chained(before, leaf), this.#hash);
    if (hash.toString('base64url') !== previousHash) {
      this.#finding = finding(
        'unproven',
        from,
        'from here on events and the checkpoint over them are not what was signed',
      );
      return false;
    }
    this.#suspect ??= finding('missing', from, 'a checkpoint over the events from here on is gone');
    this.#advance(bridge, hash);
    return true;
  }

  #settle(checkpoint: SignedCheckpoint, entries: CheckpointEntries, skip: number): void {
    this.#finding = firstDifference(entries, skip, this.#pending, this.#recent);
    if (this.#finding !== undefined) return;
    const links = this.#pending.slice(0, entries.length - skip);
    const hash =
      skip > 0
        ? Buffer.from(checkpoint.hash, 'base64url')
        : links.reduce<Buffer>(
            (before, { leaf }) => chained(before, leaf),
            Buffer.from(checkpoint.previousHash, 'base64url'),
          );
    const continues =
      skip > 0 || this.#count === 0 || this.#hash.toString('base64url') === checkpoint.previousHash;
    if (!continues || hash.toString('base64url') !== checkpoint.hash) {
      this.#finding = finding(
        'altered',
        links[0]?.position ?? 0n,
        'the chain does not lead from the checkpoint before to this one',
      );
      return;
    }
    this.#advance(links, hash);
    this.#count = checkpoint.count;
    this.#compareHead(checkpoint);
  }

  #advance(links: readonly Link[], hash: Buffer): void {
    this.#hash = hash;
    this.#count += links.length;
    this.#proven += links.length;
    this.#upTo = links.at(-1)?.position ?? this.#upTo;
    this.#recent = links;
    this.#pending = this.#pending.slice(links.length);
  }

  #compareHead({ count, hash, position }: SignedCheckpoint): void {
    const { head } = this.options;
    if (head === undefined || count < head.count || this.#headReached) return;
    this.#headReached = true;
    if (count === head.count && hash !== head.hash) {
      this.#finding = finding('altered', BigInt(position), 'another checkpoint is known of this place');
    }
  }
}
