import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v5 as uuidV5 } from 'uuid';
import { demoCatalogue } from './demo-catalogue.js';
import { requestJson } from './json-request.js';

/** The file in the data folder that tells whether the demo data is there: `{ seed }` before, `{ done }` after. */
const markerName = 'demo-data.json';
const customerEmail = 'customer@webstore.example';
const attempts = 20;
const attemptPauseMs = 250;

/** What the first start tells of the demo data. */
export interface DemoData {
  readonly products: number;
  readonly customer: { readonly email: string; readonly password: string };
}

/**
 * Registers the demo catalogue and customer through the HTTP API, on the first start only.
 * Every call's idempotency key comes from a seed stored before the first call, so a start that died in the middle is
 * completed by the next one without anything being there twice.
 *
 * @returns what has been registered, or undefined when an earlier start did it
 * @throws Error when the shop does not take it
 */
export async function addDemoData(
  dataDirectory: string,
  gatewayUrl: string,
  customerPassword: string | undefined,
): Promise<DemoData | undefined> {
  const marker = join(dataDirectory, markerName);
  const seed = seedIn(marker);
  if (seed === 'done') return undefined;

  const password =
    customerPassword ?? createHash('sha256').update(`password ${seed}`).digest('base64url').slice(0, 16);
  const customer = { email: customerEmail, name: 'Demo Customer', password };
  await Promise.all([
    ...demoCatalogue.map((product) =>
      add(`${gatewayUrl}/products`, uuidV5(product.productId, seed), product),
    ),
    add(`${gatewayUrl}/customers`, uuidV5(customerEmail, seed), customer),
  ]);
  writeFileSync(marker, JSON.stringify({ done: true }), { mode: 0o600 });
  return { products: demoCatalogue.length, customer: { email: customerEmail, password } };
}

function seedIn(marker: string): string {
  try {
    const { seed, done } = JSON.parse(readFileSync(marker, 'utf8')) as { seed?: string; done?: boolean };
    if (done) return 'done';
    if (seed) return seed;
  } catch {
    // Missing, or cut off by a crash before any call was made: begin anew.
  }
  const seed = randomUUID();
  writeFileSync(marker, JSON.stringify({ seed }), { mode: 0o600 });
  return seed;
}

/** Conflicts that mean it is there already: on an event store that outlived this data folder, for one. */
const thereAlready: ReadonlySet<unknown> = new Set(['product-exists', 'customer-exists', 'email-taken']);

async function add(url: string, idempotencyKey: string, body: unknown): Promise<void> {
  let failure = '';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const answer = await requestJson('POST', url, {
      body,
      headers: { 'Idempotency-Key': idempotencyKey },
      timeoutMs: 5_000,
    }).catch((error: Error) => error);
    const code = answer instanceof Error ? undefined : (answer.body as { code?: unknown } | undefined)?.code;
    if (!(answer instanceof Error) && (answer.status === 201 || thereAlready.has(code))) return;
    failure = answer instanceof Error ? answer.message : `${answer.status} ${JSON.stringify(answer.body)}`;
    if (!(answer instanceof Error) && answer.status < 500 && answer.status !== 409) break;
    await sleep(attemptPauseMs);
  }
  throw new Error(`POST ${url}: ${failure}`);
}
