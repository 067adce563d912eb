import path from 'node:path';
import { DirectoryLock, makeDirectory } from '@webstore/embedded-disk';
import { headerFields } from './header-fields.js';
import type { IncomingMessage, MessageSummary } from './message.js';
import { Log } from './storage/log.js';
import { encodeRecord, RecordKind } from './storage/record.js';
import type { ScannedRecord } from './storage/scan.js';

/** How much is kept; beyond either bound the oldest messages go. */
export interface MailboxLimits {
  /** Default 100,000. */
  readonly maxMessages?: number;
  /** Raw bytes of all messages together. Default 1 GiB. */
  readonly maxBytes?: number;
}

/** A part of a list. */
export interface ListBounds {
  /** At most so many, the newest; at least 1. */
  readonly limit?: number | undefined;
  /** Only those that came before this message. */
  readonly before?: string | undefined;
}

type StoredHead = Omit<MessageSummary, 'deliveries'>;

interface StoredMessage {
  readonly head: StoredHead;
  deliveries: number;
  offset: number;
  readonly length: number;
}

/** The file is rewritten once this much of it, and more than half, is of no use any more. */
const MIN_WASTE_BYTES = 16 * 1024 * 1024;

/** Messages that survive a kill, each stored once per Message-ID. */
export class Mailbox {
  #log!: Log;
  readonly #messages = new Map<string, StoredMessage>();
  #bytes = 0;
  /** The last arrival under way of each message id: a repeat waits for it, other messages share a flush with it. */
  readonly #arriving = new Map<string, Promise<void>>();
  /** The last change that nothing may arrive beside. */
  #exclusive: Promise<void> = Promise.resolve();

  private constructor(
    private readonly lock: DirectoryLock,
    private readonly limits: Required<MailboxLimits>,
  ) {}

  /** Opens or creates the mailbox in `dir`. @throws LogDamagedError; DirectoryLockedError when a live process uses the folder */
  static async open(dir: string, limits: MailboxLimits = {}): Promise<Mailbox> {
    makeDirectory(dir);
    const lock = await DirectoryLock.acquire(dir);
    const { maxMessages = 100_000, maxBytes = 1024 ** 3 } = limits;
    const mailbox = new Mailbox(lock, { maxMessages, maxBytes });
    try {
      mailbox.#log = await Log.open(path.join(dir, 'messages.log'), (record) => mailbox.#replay(record));
    } catch (error) {
      await lock.release();
      throw error;
    }
    return mailbox;
  }

  /** Bytes of a torn last record that were cut off when the mailbox was opened. */
  get cutBytes(): number {
    return this.#log.cutBytes;
  }

  /** Takes a message in; resolves once that is durable. The same Message-ID again only counts as a delivery. */
  async receive({ from, to, raw }: IncomingMessage, receivedAt: Date): Promise<void> {
    const fields = headerFields(raw);
    const { messageId } = fields;
    const head = { ...fields, from, to: to.join(', '), receivedAt: receivedAt.toISOString() };
    const before = Promise.all([this.#exclusive, this.#arriving.get(messageId)]);
    const arrival = before.then(() => this.#store(head, raw));
    const settled = arrival.catch(() => undefined);
    this.#arriving.set(messageId, settled);
    try {
      await arrival;
    } finally {
      if (this.#arriving.get(messageId) === settled) this.#arriving.delete(messageId);
    }
    if (this.#wasteful()) await this.#alone(async () => this.#wasteful() && this.#compact());
  }

  /** Every message, newest last; only those to `recipient` (an address, in any case) when given. */
  list(recipient?: string, { limit, before }: ListBounds = {}): MessageSummary[] {
    const wanted = recipient?.toLowerCase();
    const found: StoredMessage[] = [];
    for (const message of this.#messages.values()) {
      if (message.head.messageId === before) break;
      const { to } = message.head;
      if (wanted === undefined || to.toLowerCase().split(', ').includes(wanted)) found.push(message);
    }
    const listed = limit === undefined ? found : found.slice(-limit);
    return listed.map(({ head, deliveries }) => ({ ...head, deliveries }));
  }

  /** A message as it was received; its id may come without angle brackets. */
  async read(messageId: string): Promise<{ summary: MessageSummary; raw: Buffer } | undefined> {
    const stored = this.#messages.get(messageId) ?? this.#messages.get(`<${messageId}>`);
    if (stored === undefined) return undefined;
    const raw = await this.#log.read(stored.offset, stored.length);
    return { summary: { ...stored.head, deliveries: stored.deliveries }, raw };
  }

  /** Deletes every message; resolves once that is durable. */
  async clear(): Promise<void> {
    await this.#alone(async () => {
      this.#messages.clear();
      this.#bytes = 0;
      await this.#compact();
    });
  }

  /** Resolves once everything taken in is durable and the folder is free. */
  async close(): Promise<void> {
    await this.#alone(() => this.#log.close());
    await this.lock.release();
  }

  async #store(head: StoredHead, raw: Buffer): Promise<void> {
    const known = this.#messages.get(head.messageId);
    if (known !== undefined) {
      await this.#log.append(encodeRecord(RecordKind.delivery, { messageId: head.messageId }));
      known.deliveries += 1;
      return;
    }
    const record = encodeRecord(RecordKind.message, head, raw);
    const offset = await this.#log.append(record);
    this.#keep(head, offset + record.length - raw.length, raw.length);
  }

  #keep(head: StoredHead, offset: number, length: number): void {
    this.#messages.set(head.messageId, { head, deliveries: 1, offset, length });
    this.#bytes += length;
    for (const [messageId, oldest] of this.#messages) {
      const { maxMessages, maxBytes } = this.limits;
      if (this.#messages.size <= maxMessages && this.#bytes <= maxBytes) break;
      this.#messages.delete(messageId);
      this.#bytes -= oldest.length;
    }
  }

  #replay({ kind, head, bodyOffset, bodyLength }: ScannedRecord): void {
    if (kind === RecordKind.message) {
      const { deliveries = 1, ...stored } = head as StoredHead & { deliveries?: number };
      this.#keep(stored, bodyOffset, bodyLength);
      const kept = this.#messages.get(stored.messageId);
      if (kept !== undefined) kept.deliveries = deliveries;
    } else if (kind === RecordKind.delivery) {
      const known = this.#messages.get((head as { messageId: string }).messageId);
      if (known !== undefined) known.deliveries += 1;
    }
  }

  #wasteful(): boolean {
    const waste = this.#log.bytes - this.#bytes;
    return waste > MIN_WASTE_BYTES && waste > this.#log.bytes / 2;
  }

  /** Runs `work` while nothing arrives; what arrives meanwhile waits. */
  async #alone(work: () => Promise<unknown>): Promise<void> {
    const before = [this.#exclusive, ...this.#arriving.values()];
    const turn = Promise.all(before).then(work);
    this.#exclusive = turn.then(
      () => undefined,
      () => undefined,
    );
    await turn;
  }

  async #compact(): Promise<void> {
    const log = this.#log;
    const moves: { stored: StoredMessage; offset: number }[] = [];
    let written = 0;
    async function* records(messages: Iterable<StoredMessage>): AsyncGenerator<Buffer> {
      for (const stored of messages) {
        const raw = await log.read(stored.offset, stored.length);
        const record = encodeRecord(
          RecordKind.message,
          { ...stored.head, deliveries: stored.deliveries },
          raw,
        );
        written += record.length;
        moves.push({ stored, offset: written - raw.length });
        yield record;
      }
    }
    await log.rewrite(records(this.#messages.values()), (start) => {
      for (const { stored, offset } of moves) stored.offset = start + offset;
    });
  }
}
