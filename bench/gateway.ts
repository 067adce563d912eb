import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { freePorts } from '../src/services/launcher/free-ports.js';
import { load } from './gateway/load.js';
import { startNginx } from './gateway/nginx.js';

/** Until what a gateway runs is compiled: that work is not what is measured. */
const WARM_UP_SECONDS = 5;

const { seconds } = new Command('npm run bench:gateway --')
  .description(
    'Measures the gateway against nginx as a plain proxy and the least proxy there can be, all in front of the same nginx.',
  )
  .option('--seconds <n>', 'how long each load is held', '8')
  .parse()
  .opts<{ seconds: string }>();

if (spawnSync('nginx', ['-v']).error !== undefined) {
  console.error('bench:gateway needs nginx: apt-get install nginx');
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'webstore-bench-'));
const items = Array.from({ length: 60 }, (_, id) => ({ id, name: 'x'.repeat(140) }));
await writeFile(join(folder, 'small.txt'), 'x'.repeat(100));
await writeFile(join(folder, 'list.json'), JSON.stringify(items));
const [files = 0, plain = 0, least = 0, ours = 0] = await freePorts(4);
const script = (name: string, port: number): ChildProcess =>
  spawn(
    process.execPath,
    [
      fileURLToPath(new URL(`./gateway/${name}.js`, import.meta.url)),
      String(port),
      `http://127.0.0.1:${files}`,
    ],
    { stdio: 'inherit' },
  );
const processes: ChildProcess[] = [
  await startNginx(folder, files),
  await startNginx(folder, plain, files),
  script('bare', least),
  script('serve', ours),
];
try {
  for (const port of [files, plain, least, ours]) await ready(`http://127.0.0.1:${port}/small.txt`);
  for (const path of ['/small.txt', '/list.json']) {
    const nginx = await measured(plain, path, 1, 'nginx');
    await measured(least, path, 2, 'bare');
    const gateway = await measured(ours, path, 3, 'gateway');
    console.log(
      `${path}: requests/s ${(gateway.most.requestsPerSecond / nginx.most.requestsPerSecond).toFixed(2)} of nginx's, ` +
        `per core ${(nginx.most.cpuMicroseconds / gateway.most.cpuMicroseconds).toFixed(2)}`,
    );
  }
} finally {
  for (const one of processes) one.kill();
  await rm(folder, { recursive: true, force: true });
}

async function measured(port: number, path: string, index: number, name: string) {
  const { pid = 0 } = processes[index] ?? {};
  const url = `http://127.0.0.1:${port}${path}`;
  await load(url, pid, WARM_UP_SECONDS);
  const most = await load(url, pid, Number(seconds));
  const rate = Math.round(most.requestsPerSecond / 2);
  const half = await load(url, pid, Number(seconds), rate);
  const direct = await load(
    `http://127.0.0.1:${files}${path}`,
    processes[0]?.pid ?? 0,
    Number(seconds),
    rate,
  );
  console.log(
    `${path} ${name.padEnd(7)}: ${Math.round(most.requestsPerSecond)} requests/s, ` +
      `${most.cpuMicroseconds.toFixed(0)} µs of CPU each; at ${rate}/s added p50 ${(half.p50 - direct.p50).toFixed(1)} ms, ` +
      `p99 ${(half.p99 - direct.p99).toFixed(1)} ms`,
  );
  return { most, half };
}

async function ready(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await delay(50);
  }
  throw new Error(`nothing answers at ${url}`);
}
