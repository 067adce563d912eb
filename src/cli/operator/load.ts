import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Credentials } from '../../infrastructure/security/credentials-file.js';
import type { ShopClient } from '../demo/shop-client.js';

/** How a shop is put under load. */
export interface LoadPlan {
  /** Journeys begun in a second, whether or not the shop keeps up. */
  readonly rate: number;
  readonly seconds: number;
}

/** How the journeys went; times in milliseconds, from the opening of a cart. */
export interface LoadFigures {
  readonly started: number;
  readonly finished: number;
  readonly confirmed: number;
  readonly otherOutcomes: number;
  readonly failed: number;
  /** Until the checkout was answered, and until the order had its outcome: the median and the 95th percentile. */
  readonly checkoutMs: readonly [number, number];
  readonly outcomeMs: readonly [number, number];
  /** The message of the newest failure. */
  readonly lastFailure?: string;
}

const stockForEver = 1_000_000;

/**
 * Lets a customer of its own fill carts and check them out at a steady rate, and follows each order to its outcome.
 * @param tell takes the figures as they stand, every now and then
 * @throws DemoError, SignInError when the load can't even begin
 */
export async function loadShop(
  anybody: ShopClient,
  administrator: Credentials,
  { rate, seconds }: LoadPlan,
  tell: (figures: LoadFigures, share: number) => void,
): Promise<LoadFigures> {
  const { shop, customerId, productId } = await prepared(anybody, administrator);
  const checkouts: number[] = [];
  const outcomes: number[] = [];
  const counts = { started: 0, finished: 0, confirmed: 0, otherOutcomes: 0, failed: 0 };
  let lastFailure: string | undefined;
  const figures = (): LoadFigures => ({
    ...counts,
    checkoutMs: [percentile(checkouts, 0.5), percentile(checkouts, 0.95)],
    outcomeMs: [percentile(outcomes, 0.5), percentile(outcomes, 0.95)],
    ...(lastFailure === undefined ? {} : { lastFailure }),
  });
  const journey = async (): Promise<void> => {
    const begun = performance.now();
    try {
      const { cartId } = await shop.command<{ cartId: string }>('POST', '/carts', { customerId });
      await shop.command('PUT', `/carts/${cartId}/items/${productId}`, { quantity: 1 });
      const { orderId } = await shop.command<{ orderId: string }>('POST', `/carts/${cartId}/checkout`, {});
      checkouts.push(performance.now() - begun);
      const { status } = await shop.queryUntil<{ status: string }>(
        `/orders/${orderId}`,
        (order) => order.status !== 'created' && order.status !== 'placed',
        'the order to be decided',
      );
      outcomes.push(performance.now() - begun);
      if (status === 'confirmed') counts.confirmed += 1;
      else counts.otherOutcomes += 1;
    } catch (error) {
      counts.failed += 1;
      lastFailure = (error as Error).message.split('\n', 1)[0];
    }
    counts.finished += 1;
  };

  const begun = performance.now();
  const total = Math.max(1, Math.round(rate * seconds));
  const running: Promise<void>[] = [];
  while (counts.started < total) {
    const due = Math.min(total, Math.floor(((performance.now() - begun) / 1_000) * rate) + 1);
    for (; counts.started < due; counts.started += 1) running.push(journey());
    tell(figures(), counts.finished / total);
    await delay(Math.min(100, 1_000 / rate));
  }
  const all = Promise.all(running);
  while (counts.finished < total) {
    await Promise.race([all, delay(200)]);
    tell(figures(), counts.finished / total);
  }
  return figures();
}

async function prepared(anybody: ShopClient, administrator: Credentials) {
  const credentials = { email: `load.${randomUUID()}@webstore.example`, password: randomUUID() };
  const person = { ...credentials, name: 'Load' };
  const { customerId } = await anybody.command<{ customerId: string }>('POST', '/customers', person);
  const { productId } = await anybody.as(administrator).command<{ productId: string }>('POST', '/products', {
    name: 'Load',
    description: 'What webstore load orders',
    price: { amount: 100, currency: 'EUR' },
    initialStock: stockForEver,
  });
  return { shop: anybody.as(credentials), customerId, productId };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
