import { listenHttp } from './http/http-server.js';
import { Mailbox, type MailboxLimits } from './mailbox.js';
import { listenSmtp } from './smtp/smtp-server.js';

export interface MailboxOptions extends MailboxLimits {
  /** Folder that holds the messages; created when missing. */
  readonly dir: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 1025; 0 for a free one. */
  readonly smtpPort?: number;
  /** Default 8025; 0 for a free one. */
  readonly httpPort?: number;
  /** Larger messages are refused with 552. Default 10 MiB. */
  readonly maxMessageBytes?: number;
}

export interface RunningMailbox {
  readonly smtpPort: number;
  readonly httpPort: number;
  /** For example `smtp://127.0.0.1:1025`. */
  readonly smtpUrl: string;
  /** For example `http://127.0.0.1:8025`. */
  readonly httpUrl: string;
  /** Bytes of a torn last record that were cut off at the start; 0 after a clean stop. */
  readonly cutBytes: number;
  stop(): Promise<void>;
}

/** Starts the mailbox. @throws LogDamagedError; DirectoryLockedError; Error when a port is in use */
export async function start(options: MailboxOptions): Promise<RunningMailbox> {
  const { dir, host = '127.0.0.1', smtpPort = 1025, httpPort = 8025 } = options;
  const { maxMessageBytes = 10 * 1024 * 1024 } = options;
  const mailbox = await Mailbox.open(dir, options);
  const stops = [() => mailbox.close()];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const smtp = await listenSmtp(mailbox, { host, port: smtpPort, maxMessageBytes });
    stops.push(() => smtp.stop());
    const http = await listenHttp(mailbox, host, httpPort);
    stops.push(() => http.stop());
    return {
      smtpPort: smtp.port,
      httpPort: http.port,
      smtpUrl: `smtp://${host}:${smtp.port}`,
      httpUrl: `http://${host}:${http.port}`,
      cutBytes: mailbox.cutBytes,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
