import { parseArgs } from 'node:util';
import type { RunningServer, StartOptions } from './server.js';

const USAGE = `Usage: embedded-mongodb --dir DIR [--port N] [--host H]

Serves MongoDB's wire protocol from the files in DIR.

  --dir DIR   the data directory, created if there is none
  --port N    the TCP port, 0 for a free one (default 27017)
  --host H    the address to listen on (default 127.0.0.1)
  --help      this text`;

/** Runs the command line; the process ends with 2 for misuse, 1 for a failure, 0 after SIGINT or SIGTERM. */
export async function main(args: readonly string[]): Promise<void> {
  let options: Pick<StartOptions, 'dir' | 'port' | 'host'> | undefined;
  try {
    options = parse(args);
  } catch (error) {
    return fail(2, (error as Error).message);
  }
  if (options === undefined) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  let server: RunningServer;
  try {
    const { start } = await import('./server.js');
    server = await start({ ...options, onFailure: () => process.exit(1) });
  } catch (error) {
    return fail(1, (error as Error).message);
  }
  const stop = (): void => {
    server.stop().then(
      () => process.exit(0),
      (error: Error) => fail(1, error.message),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(`listening on ${server.url}\n`);
}

/** `undefined` when help is wanted. @throws Error for misuse, its message in one line */
function parse(args: readonly string[]): Pick<StartOptions, 'dir' | 'port' | 'host'> | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  if (values.dir === undefined || values.dir === '') throw new Error('--dir is missing (see --help)');
  const port = Number(values.port ?? '27017');
  if (!/^\d+$/.test(values.port ?? '27017') || port > 65_535)
    throw new Error('--port must be a number from 0 to 65535');
  return { dir: values.dir, port, host: values.host ?? '127.0.0.1' };
}

function fail(code: number, message: string): void {
  process.stderr.write(`embedded-mongodb: ${message.replaceAll('\n', ' ')}\n`);
  process.exit(code);
}
