import type { Command } from 'commander';
import { DemoError } from '../demo/demo-error.js';
import { ShopClient } from '../demo/shop-client.js';
import { dataFolder } from '../environment.js';
import { administratorOf } from '../sign-in/administrator.js';
import { SignInError } from '../sign-in/sign-in-error.js';
import { portOffset } from '../port-offset.js';
import type { ConnectionOptions } from './connection.js';
import { wholeNumber, type CommandLine } from './command-line.js';
import { diagnose } from './doctor.js';
import { loadShop, type LoadFigures } from './load.js';
import { OperatorError } from './operator-error.js';
import { table } from './output.js';
import { seconds } from './patience.js';
import { Progress } from './progress.js';

const gatewayPort = 8080;
const registryPort = 8761;

/** What looks at a shop as a whole, or puts it to work. */
export function addShopCommands(root: Command, line: CommandLine): void {
  const address = (command: Command, given: string | undefined, port: number, path = ''): string => {
    const offset = portOffset(command.optsWithGlobals<ConnectionOptions>().portOffset, line.environment);
    const url = given ?? `http://127.0.0.1:${port + offset}${path}`;
    if (!URL.canParse(url)) throw new OperatorError(`'${url}' is not an address like http://host:port`, 2);
    return url.replace(/\/$/, '');
  };
  line
    .leaf(root, 'doctor', 'look at every part of the shop and say what to do about what is not well')
    .option('--url <url>', 'the gateway (default http://127.0.0.1:8080)')
    .option('--registry <url>', 'the registry (default http://127.0.0.1:8761/eureka)')
    .action(({ url, registry }: { url?: string; registry?: string }, command: Command) =>
      line.withMongo(command, (mongodb) =>
        line.withEventStore(command, async ({ eventStore }) => {
          const gatewayUrl = address(command, url, gatewayPort);
          const registryUrl = address(command, registry, registryPort, '/eureka');
          const found = await diagnose({ eventStore, mongodb, gatewayUrl, registryUrl });
          line.answer(command, found, () =>
            table(
              ['PART', '', 'FINDING', 'WHAT TO DO'],
              found.map(({ part, well, finding, advice = '' }) => [
                part,
                well ? 'ok' : 'NOT OK',
                finding,
                advice,
              ]),
            ),
          );
          const unwell = found.filter(({ well }) => !well).length;
          if (unwell > 0) throw new OperatorError(`${unwell} of ${found.length} are not well`);
        }),
      ),
    );
  line
    .leaf(root, 'load', 'let a customer buy at a steady rate for a time, and show how the shop takes it')
    .option('--rate <n>', 'checkouts begun in a second', wholeNumber(1, 1_000), 5)
    .option('--for <seconds>', 'for how long', seconds, 30)
    .option('--url <url>', 'the gateway (default http://127.0.0.1:8080)')
    .option(
      '--data <dir>',
      "the shop's data folder, for the password of its administrator (WEBSTORE_DATA, default .webstore/)",
    )
    .action(async (options: LoadOptions, command: Command) => {
      const shop = new ShopClient(address(command, options.url, gatewayPort));
      const data = dataFolder(options.data, line.environment);
      const progress = new Progress(line.output, 'load', 'journeys');
      const plan = { rate: options.rate, seconds: options.for };
      const figures = await loadShop(shop, administratorFor(data, line), plan, (soFar, share) =>
        progress.show(soFar.finished, share, `; ${summary(soFar)}`),
      ).catch((error: unknown) => {
        throw error instanceof DemoError || error instanceof SignInError
          ? new OperatorError(error.message)
          : error;
      });
      progress.end();
      line.answer(command, figures, () => summary(figures));
      if (figures.failed > 0) {
        throw new OperatorError(`${figures.failed} journeys failed, the last: ${figures.lastFailure}`);
      }
    });
}

interface LoadOptions {
  readonly rate: number;
  readonly for: number;
  readonly url?: string;
  readonly data?: string;
}

function administratorFor(data: string, { environment }: CommandLine) {
  try {
    return administratorOf(data, environment);
  } catch (error) {
    throw error instanceof SignInError ? new OperatorError(error.message, 2) : error;
  }
}

function summary(figures: LoadFigures): string {
  const { started, confirmed, otherOutcomes, failed, checkoutMs, outcomeMs } = figures;
  const pair = ([median, high]: readonly [number, number]): string => `${median}/${high} ms`;
  return (
    `${started} begun, ${confirmed} confirmed, ${otherOutcomes} other outcomes, ${failed} failed; ` +
    `checkout ${pair(checkoutMs)}, outcome ${pair(outcomeMs)} (median/95 %)`
  );
}
