import { parseArgs } from 'node:util';
import { start, type MailboxOptions } from './start.js';

const USAGE = `Usage: embedded-mailbox --dir DIR [options]

Takes e-mail over SMTP, keeps it, and shows it over HTTP.

  --dir DIR          where the messages are kept (created when missing)
  --smtp-port N      default 1025; 0 for a free one
  --http-port N      default 8025; 0 for a free one
  --host HOST        default 127.0.0.1
  --max-messages N   keep the last N messages; default 100000
  --help             show this`;

/** Runs the mailbox until SIGINT or SIGTERM. Exit codes: 0 stopped, 1 could not run, 2 misuse. */
export async function main(argv: readonly string[]): Promise<void> {
  let options: MailboxOptions | undefined;
  try {
    options = readOptions(argv);
  } catch (error) {
    fail(2, error);
    return;
  }
  if (options === undefined) {
    console.log(USAGE);
    return;
  }
  try {
    const mailbox = await start(options);
    if (mailbox.cutBytes > 0) console.error(`cut ${mailbox.cutBytes} bytes of an unfinished last message`);
    let stopping = false;
    const stop = (): void => {
      if (stopping) return;
      stopping = true;
      mailbox.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          fail(1, error);
          process.exit();
        },
      );
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    console.log(`listening on ${mailbox.smtpUrl} and ${mailbox.httpUrl}`);
  } catch (error) {
    fail(1, error);
  }
}

function fail(exitCode: number, error: unknown): void {
  console.error(`embedded-mailbox: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  process.exitCode = exitCode;
}

function readOptions(argv: readonly string[]): MailboxOptions | undefined {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      dir: { type: 'string' },
      'smtp-port': { type: 'string', default: '1025' },
      'http-port': { type: 'string', default: '8025' },
      host: { type: 'string', default: '127.0.0.1' },
      'max-messages': { type: 'string', default: '100000' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  if (values.dir === undefined || values.dir === '') throw new Error('--dir is missing (see --help)');
  return {
    dir: values.dir,
    host: values.host,
    smtpPort: wholeNumber('--smtp-port', values['smtp-port'], 0, 65_535),
    httpPort: wholeNumber('--http-port', values['http-port'], 0, 65_535),
    maxMessages: wholeNumber('--max-messages', values['max-messages'], 1, 10_000_000),
  };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}, not "${text}"`);
}
