import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { MessageDetails, MessageSummary } from '../src/message.js';
import { start, type MailboxOptions, type RunningMailbox } from '../src/start.js';

/** A temporary folder, and what was started on it: all gone after `cleanUp`. */
export class MailboxBench {
  readonly #running: RunningMailbox[] = [];

  private constructor(readonly dir: string) {}

  static async create(): Promise<MailboxBench> {
    return new MailboxBench(await mkdtemp(path.join(tmpdir(), 'mailbox-')));
  }

  async start(options: Partial<MailboxOptions> = {}): Promise<RunningMailbox> {
    const mailbox = await start({ dir: this.dir, smtpPort: 0, httpPort: 0, ...options });
    this.#running.push(mailbox);
    return mailbox;
  }

  async cleanUp(): Promise<void> {
    for (const mailbox of this.#running) await mailbox.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}

export async function send(port: number, mail: SendMailOptions): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    await transport.sendMail({ from: 'shop@webstore.example', to: 'ada@example.com', ...mail });
  } finally {
    transport.close();
  }
}

export async function list(mailbox: { httpUrl: string }, query = ''): Promise<MessageSummary[]> {
  const response = await fetch(`${mailbox.httpUrl}/messages${query}`);
  return (await response.json()) as MessageSummary[];
}

export async function details(mailbox: { httpUrl: string }, messageId: string): Promise<MessageDetails> {
  const response = await fetch(`${mailbox.httpUrl}/messages/${encodeURIComponent(messageId)}`);
  return (await response.json()) as MessageDetails;
}
