import { parseArgs } from 'node:util';
import { start } from './start.js';

const USAGE = `usage: embedded-eventstoredb --dir DIR [--port N] [--host H]

A single-node event store that speaks EventStoreDB's gRPC protocol, without TLS.

  --dir DIR    where the events are kept; made if it is not there
  --port N     TCP port, 0 for a free one (default 2113)
  --host H     address to listen on (default 127.0.0.1)
  --help       show this
`;

const DISK_FAILED = 1;
const MISUSE = 2;

/**
 * Runs the command. It ends with SIGTERM or SIGINT; misuse and an unusable directory end it with exit code 2, a disk that
 * fails with 1: what it holds is only known to whoever opens it again.
 */
export async function main(args: readonly string[]): Promise<void> {
  const options = parse(args);
  if (options === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const node = await start({ ...options, onFailure: () => process.exit(DISK_FAILED) });
  const stop = (): void => void node.stop().then(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdout.write(`listening on ${node.url}\n`);
}

/** Runs the command for the arguments of this process; errors are one line. */
export async function run(): Promise<void> {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(
      `embedded-eventstoredb: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(MISUSE);
  }
}

function parse(args: readonly string[]): 'help' | { dir: string; port: number; host: string } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: 'string' },
      port: { type: 'string', default: '2113' },
      host: { type: 'string', default: '127.0.0.1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if (!values.dir) throw new Error('--dir is missing (see --help)');
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535)
    throw new Error(`--port ${values.port} is not a port number`);
  return { dir: values.dir, port, host: values.host };
}
