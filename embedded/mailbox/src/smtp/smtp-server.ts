import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Mailbox } from '../mailbox.js';

export interface SmtpOptions {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly maxMessageBytes: number;
}

/** A listening server; `port` is the one it got. */
export interface Listening {
  readonly port: number;
  /** Takes no more connections and resolves once the open ones are gone, by force after a moment. */
  stop(): Promise<void>;
}

/** An SMTP server that answers 250 to a message once the mailbox holds it durably. */
export async function listenSmtp(mailbox: Mailbox, options: SmtpOptions): Promise<Listening> {
  const { host, port, maxMessageBytes } = options;
  const server = new SMTPServer({
    banner: 'embedded mailbox',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    hideSMTPUTF8: false,
    logger: false,
    size: maxMessageBytes,
    closeTimeout: 250,
    onData(stream, session, callback) {
      callbackify(() => receive(mailbox, stream, session))(callback);
    },
  });
  // Clients that vanish in mid-session are everyday matters; without a listener they would end the process.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => void server.close(resolve)),
  };
}

async function receive(
  mailbox: Mailbox,
  stream: Readable & { sizeExceeded?: boolean },
  { envelope }: SMTPServerSession,
): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    if (stream.sizeExceeded) chunks.length = 0;
    else chunks.push(chunk);
  }
  if (stream.sizeExceeded) throw refusal(552, 'the message is too large');
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
  const to = envelope.rcptTo.map(({ address }) => address);
  await mailbox.receive({ from, to, raw: Buffer.concat(chunks) }, new Date()).catch(() => {
    throw refusal(451, 'the message could not be stored');
  });
  return 'stored';
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
