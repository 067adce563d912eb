import { Command } from 'commander';
import { administratorOf } from '../src/cli/sign-in/administrator.js';
import { SignInError } from '../src/cli/sign-in/sign-in-error.js';
import { SignedIn } from '../src/cli/sign-in/signed-in.js';
import { BenchClient } from './journey/bench-client.js';
import { BenchError } from './journey/bench-error.js';
import { fillCarts, setStage } from './journey/carts.js';
import type { CommandTimes } from './journey/carts.js';
import { checkOutAtRate } from './journey/checkouts.js';
import type { Load } from './journey/checkouts.js';
import { readMemory } from './journey/memory.js';
import { p50p99, percentile } from './journey/percentile.js';

const rates = [1, 20, 50];
const searchStep = 10;
const greatestRate = 300;

const { url, mailbox, data, seconds, search } = new Command('npm run bench:journey --')
  .description('Measures a running shop from checkout to mail.')
  .option('--url <url>', 'its gateway', 'http://127.0.0.1:8080')
  .option('--mailbox <url>', 'its mailbox', 'http://127.0.0.1:8025')
  .option(
    '--data <dir>',
    'its data folder, for the memory of its processes and the password of its administrator',
    '.webstore',
  )
  .option('--seconds <n>', 'how long each rate is held', '30')
  .option('--no-search', 'leave out the search for the highest rate')
  .allowExcessArguments(false)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ url: string; mailbox: string; data: string; seconds: string; search: boolean }>();

for (const address of [url, mailbox]) {
  if (!URL.canParse(address)) refuse(`'${address}' is not an address like http://host:port`);
}
if (!/^[1-9]\d{0,5}$/.test(seconds)) refuse(`--seconds must be a whole number, not '${seconds}'`);

const shop = new BenchClient(url, () => administrator.authorization());
const mails = new BenchClient(mailbox);
let administrator: SignedIn;

try {
  administrator = new SignedIn(url, administratorOf(data, process.env));
  await measureShop();
} catch (error) {
  if (!(error instanceof BenchError || error instanceof SignInError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await Promise.all([shop.close(), mails.close()]);
}

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

async function measureShop(): Promise<void> {
  const memoryBefore = readMemory(data);

  const times: CommandTimes = new Map();
  const stage = await setStage(shop, 'commands', times);
  await fillCarts(shop, stage, { count: 200, inParallel: 1 }, times);
  for (const [command, durations] of times) {
    console.log(`${command}: p50/p99 ${p50p99(durations)} (${durations.length}, one after the other)`);
  }

  for (const rate of rates) report(rate, await measure(rate));
  if (search) console.log(`highest rate held for ${seconds} s: ${await highestRate()} checkouts/s`);

  const memory = readMemory(data);
  for (const [index, { name, residentMb, proportionalMb }] of memory.entries()) {
    const before = memoryBefore[index]!.residentMb;
    console.log(
      `${name}: ${residentMb.toFixed(0)} MB resident (${before.toFixed(0)} before), ${proportionalMb.toFixed(0)} MB its share`,
    );
  }
  const sum = (pick: (of: (typeof memory)[number]) => number) =>
    memory.reduce((total, of) => total + pick(of), 0);
  console.log(
    `together: ${sum((of) => of.residentMb).toFixed(0)} MB resident, ${sum((of) => of.proportionalMb).toFixed(0)} MB by share`,
  );
}

async function measure(rate: number): Promise<Load> {
  const own = await setStage(shop, `rate-${rate}`, new Map());
  const cartIds = await fillCarts(
    shop,
    own,
    { count: Math.max(rate * Number(seconds), 20), inParallel: 8 },
    new Map(),
  );
  return checkOutAtRate(shop, mails, own, cartIds, rate);
}

function report(rate: number, load: Load): void {
  const { checkouts, failures, sentRate, drainedIn } = load;
  const span = (end: 'confirmedAt' | 'mailedAt') =>
    checkouts
      .filter((checkout) => checkout[end] !== undefined)
      .map((checkout) => checkout[end]! - checkout.sentAt);
  console.log(
    `${rate}/s (${checkouts.length} checkouts, sent at ${sentRate.toFixed(1)}/s, ${failures.length} failed): p50/p99 ` +
      `acknowledged ${p50p99(checkouts.map(({ acknowledgedIn }) => acknowledgedIn))}, ` +
      `confirmed ${p50p99(span('confirmedAt'))}, mail ${p50p99(span('mailedAt'))}; ` +
      `last mail ${drainedIn.toFixed(0)} ms after the last checkout${isHeld(rate, load) ? '' : ' (not held)'}`,
  );
  for (const failure of failures.slice(0, 3)) console.log(`  ${failure}`);
}

/** Held: sent on time, all answered and mailed, and the last third waited no longer for its mails than the first. */
function isHeld(rate: number, { checkouts, failures, sentRate, drainedIn }: Load): boolean {
  const waits = checkouts.map(({ sentAt, mailedAt }) => (mailedAt ?? Number.POSITIVE_INFINITY) - sentAt);
  const third = Math.floor(waits.length / 3);
  const [first, last] = [percentile(waits.slice(0, third), 0.5), percentile(waits.slice(-third), 0.5)];
  return failures.length === 0 && sentRate > rate * 0.98 && drainedIn < 3_000 && last < first * 2 + 100;
}

async function highestRate(): Promise<number> {
  let held = 0;
  for (let rate = rates.at(-1)!; rate <= greatestRate; rate += searchStep) {
    const load = await measure(rate);
    report(rate, load);
    if (!isHeld(rate, load)) break;
    held = rate;
  }
  return held;
}
