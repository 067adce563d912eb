import { start as startEventStore } from '@webstore/embedded-eventstoredb';
import { start as startMailbox, type MessageSummary } from '@webstore/embedded-mailbox';
import { start as startMongo } from '@webstore/embedded-mongodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

interface Node {
  stop(): Promise<void>;
}

/** The embedded nodes on free ports and in a temporary folder; `stop` leaves nothing behind. */
export class Nodes {
  #mailbox: { smtpPort: number; httpPort: number; smtpUrl: string; httpUrl: string } & Node;

  private constructor(
    private readonly dir: string,
    readonly eventStoreUrl: string,
    readonly mongoUrl: string,
    private readonly stores: readonly Node[],
    mailbox: Nodes['mailbox'],
  ) {
    this.#mailbox = mailbox;
  }

  static async start(): Promise<Nodes> {
    const dir = await mkdtemp(path.join(tmpdir(), 'processes-'));
    const eventStore = await startEventStore({ dir: path.join(dir, 'events'), port: 0 });
    const mongo = await startMongo({ dir: path.join(dir, 'documents'), port: 0 });
    const mailbox = await startMailbox({ dir: path.join(dir, 'mail'), smtpPort: 0, httpPort: 0 });
    return new Nodes(dir, eventStore.url, mongo.url, [eventStore, mongo], mailbox);
  }

  get mailbox() {
    return this.#mailbox;
  }

  /** Starts the mailbox again on the ports it had. */
  async restartMailbox(): Promise<void> {
    const { smtpPort, httpPort } = this.#mailbox;
    this.#mailbox = await startMailbox({ dir: path.join(this.dir, 'mail'), smtpPort, httpPort });
  }

  async mails(): Promise<MessageSummary[]> {
    return (await (await fetch(`${this.mailbox.httpUrl}/messages`)).json()) as MessageSummary[];
  }

  async stop(): Promise<void> {
    await Promise.all([...this.stores, this.mailbox].map((node) => node.stop()));
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** Waits until `condition` holds, for twenty seconds at most unless told otherwise. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 20_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await sleep(20);
  }
}
