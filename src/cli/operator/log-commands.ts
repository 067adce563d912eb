import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import {
  CheckpointVerifier,
  type PublicKeys,
} from '../../application/audit-service/chain/checkpoint-keys.js';
import { checkLog } from '../../application/audit-service/transfer/check-log.js';
import { exportLog } from '../../application/audit-service/transfer/export-log.js';
import { importLog } from '../../application/audit-service/transfer/import-log.js';
import type { Verification } from '../../application/audit-service/verification/verification.js';
import { verifyExport } from '../../application/audit-service/verification/verify-export.js';
import { verifyStore } from '../../application/audit-service/verification/verify-store.js';
import { readShopSecrets } from '../../infrastructure/security/shop-secrets.js';
import { logPosition, type CommandLine } from './command-line.js';
import { dataFolder, type Environment } from '../environment.js';
import { logShare } from './log-length.js';
import { OperatorError } from './operator-error.js';
import { Progress } from './progress.js';

/** What takes the log as a whole: verifying, exporting, importing it. */
export function addLogCommands(root: Command, line: CommandLine): void {
  line
    .leaf(root, 'verify', 'prove the log, or an export of it, against its signed checkpoints')
    .argument('[file]', 'an export; without it the event store')
    .option('--after <position>', 'where the export was asked to begin behind', logPosition)
    .option('--keys <file>', 'the public keys, as GET /audit/keys gives them')
    .option(
      '--data <dir>',
      "without --keys: the shop's data folder, which has them (WEBSTORE_DATA, default .webstore/)",
    )
    .action(async (file: string | undefined, options: VerifyOptions, command: Command) => {
      const keys = await verifierOf(options, line.environment);
      const verification =
        file === undefined
          ? await verifiedStore(line, command, keys)
          : await verifiedFile(line, file, keys, options);
      line.answer(command, verification, () => verdict(verification));
      if (!verification.intact) throw new OperatorError('the log is not what was signed');
    });
  line
    .leaf(root, 'export', 'write the log as JSON lines')
    .option('--out <file>', 'where to; appended to when --after is given (default: standard output)')
    .option('--after <position>', 'only what is behind it: that of the last line which arrived', logPosition)
    .action(({ out, after }: { out?: string; after?: bigint }, command: Command) =>
      line.withEventStore(command, async ({ eventStore, look }) => {
        await look('export', { after: String(after ?? 'the beginning') });
        const progress = new Progress(line.output, 'export', 'events');
        const share = await logShare(eventStore);
        let events = 0;
        const counted = async function* (): AsyncGenerator<string> {
          for await (const piece of exportLog(eventStore, after)) {
            events += piece.split('\n').length - 1;
            progress.show(events, share(lastPositionIn(piece)));
            yield piece;
          }
        };
        if (out === undefined) {
          for await (const piece of counted()) line.output.print(piece.trimEnd());
        } else {
          const target = createWriteStream(out, { flags: after === undefined ? 'w' : 'a', mode: 0o600 });
          await pipeline(Readable.from(counted()), target);
        }
        progress.end();
        if (out !== undefined) {
          line.answer(command, { events, file: out }, () => `${events} events exported to ${out}`);
        }
      }),
    );
  line
    .leaf(root, 'import', 'bring an export into an empty event store')
    .argument('<file>', 'the export')
    .action((file: string, _: unknown, command: Command) =>
      line.withEventStore(command, async ({ eventStore }) => {
        const size = await sizeOf(file);
        const checking = new Progress(line.output, 'checking', 'bytes');
        await checkLog(createReadStream(file), (bytes) => checking.show(bytes, bytes / size));
        checking.end();
        const progress = new Progress(line.output, 'import', 'events');
        const report = await importLog(createReadStream(file), eventStore, ({ bytes, imported }) =>
          progress.show(imported, bytes / size),
        );
        progress.end();
        line.answer(
          command,
          report,
          () =>
            `${report.imported} events imported; positions and times are new, the old ones stand in the metadata; ` +
            `${report.checkpointsLeftOut} checkpoints left out, ${report.renumbered} events renumbered`,
        );
      }),
    );
}

interface VerifyOptions {
  readonly after?: bigint;
  readonly keys?: string;
  readonly data?: string;
}

async function verifiedStore(
  line: CommandLine,
  command: Command,
  keys: CheckpointVerifier,
): Promise<Verification> {
  return line.withEventStore(command, async ({ eventStore, look }) => {
    await look('verify', {});
    const progress = new Progress(line.output, 'verify', 'events');
    const share = await logShare(eventStore);
    const verification = await verifyStore(eventStore, keys, {
      onProgress: ({ events, position }) => progress.show(events, share(BigInt(position))),
    });
    progress.end();
    return verification;
  });
}

async function verifiedFile(
  line: CommandLine,
  file: string,
  keys: CheckpointVerifier,
  { after }: VerifyOptions,
): Promise<Verification> {
  const size = await sizeOf(file);
  const progress = new Progress(line.output, 'verify', 'bytes');
  const verification = await verifyExport(createReadStream(file), keys, {
    ...(after === undefined ? {} : { after }),
    onProgress: (bytes) => progress.show(bytes, bytes / size),
  });
  progress.end();
  return verification;
}

function verdict({ intact, finding, events, proven, unproven, provenUpTo }: Verification): string {
  if (!intact) return `${finding?.kind} at position ${finding?.position}: ${finding?.detail}`;
  return `intact: ${proven} of ${events} events proven, up to position ${provenUpTo ?? '-'}; ${unproven} behind the last checkpoint`;
}

async function verifierOf(
  { keys, data }: VerifyOptions,
  environment: Environment,
): Promise<CheckpointVerifier> {
  if (keys === undefined) return new CheckpointVerifier({ keys: [ownKey(dataFolder(data, environment))] });
  try {
    return new CheckpointVerifier(JSON.parse(await readFile(keys, 'utf8')) as PublicKeys);
  } catch (error) {
    throw new OperatorError(`no public keys in ${keys}: ${(error as Error).message}`, 2);
  }
}

function ownKey(data: string): PublicKeys['keys'][number] {
  const key = readShopSecrets(data)?.auditSigningKey;
  if (key === undefined) {
    throw new OperatorError(
      `no key in ${data}: name the public keys with --keys, or the folder with --data`,
      2,
    );
  }
  const { kty, crv, x, kid } = key;
  return { ...(kty && { kty }), ...(crv && { crv }), ...(x && { x }), ...(kid && { kid }) };
}

/** Where the last event of a piece of whole lines stands. */
function lastPositionIn(piece: string): bigint {
  const lastLine = piece.slice(piece.lastIndexOf('\n', piece.length - 2) + 1);
  return BigInt((JSON.parse(lastLine) as { position: string }).position);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    throw new OperatorError(`there is no file ${file}`, 2);
  }
}
