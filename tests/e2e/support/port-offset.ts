import { createServer } from 'node:net';
import { basePorts } from '../../../src/services/launcher/ports.js';

/** Offsets up to here keep every port, MongoDB's included, below those that the kernel gives out by itself. */
const greatestOffset = 5_000;

/** The one port in reach that `fetch` and browsers refuse (https://fetch.spec.whatwg.org/#port-blocking). */
const refusedPort = 10_080;

/** A `--port-offset` with which every port of the shop is free now. */
export async function freePortOffset(): Promise<number> {
  for (;;) {
    const offset = 100 + Math.floor(Math.random() * (greatestOffset - 100));
    const ports = Object.values(basePorts).map((port) => port + offset);
    if (ports.includes(refusedPort)) continue;
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return offset;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
