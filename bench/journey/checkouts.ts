import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchClient } from './bench-client.js';
import type { Stage } from './carts.js';

/** One checkout; moments in milliseconds since the epoch, undefined for what has not come. */
export interface Checkout {
  readonly orderId: string;
  readonly sentAt: number;
  /** How long the shop took to acknowledge it. */
  readonly acknowledgedIn: number;
  readonly confirmedAt: number | undefined;
  /** When the mail that confirms the order reached the mailbox. */
  readonly mailedAt: number | undefined;
}

export interface Load {
  readonly checkouts: readonly Checkout[];
  readonly failures: readonly string[];
  /** Checkouts per second that were really sent. */
  readonly sentRate: number;
  /** From the last checkout to the last mail, in milliseconds. */
  readonly drainedIn: number;
}

const drainWithinMs = 60_000;
const pollMs = 200;

/**
 * Checks the carts out at an even rate, whether or not earlier ones have been answered (open loop), and waits for the last mail.
 * Orders and mails are looked up afterwards: their times are those that the event store and the mailbox noted,
 * by the clock of this same machine. So the measuring itself is no load.
 */
export async function checkOutAtRate(
  shop: BenchClient,
  mailbox: BenchClient,
  stage: Stage,
  cartIds: readonly string[],
  rate: number,
): Promise<Load> {
  const failures: string[] = [];
  const sending: Promise<{ orderId: string; sentAt: number; acknowledgedIn: number } | undefined>[] = [];
  const startedAt = performance.now();
  for (const [index, cartId] of cartIds.entries()) {
    const wait = startedAt + (index * 1_000) / rate - performance.now();
    if (wait > 0) await sleep(wait);
    const sentAt = performance.timeOrigin + performance.now();
    sending.push(
      shop.command<{ orderId: string }>('POST', `/carts/${cartId}/checkout`, {}).then(
        ({ answer, took }) => ({ orderId: answer.orderId, sentAt, acknowledgedIn: took }),
        (error: Error) => void failures.push(error.message),
      ),
    );
  }
  const lastSentAt = performance.now();
  const sent = (await Promise.all(sending)).filter((checkout) => checkout !== undefined);

  const mails = await untilMailed(mailbox, stage.email, sent.length);
  const drainedIn = performance.now() - lastSentAt;
  const confirmations = await confirmationsOf(shop, stage.customerId);
  return {
    checkouts: sent.map((checkout) => ({
      ...checkout,
      confirmedAt: confirmations.get(checkout.orderId),
      mailedAt: mails.get(checkout.orderId),
    })),
    failures,
    sentRate: (cartIds.length * 1_000) / (lastSentAt - startedAt + 1_000 / rate),
    drainedIn,
  };
}

/** When each order's confirmation arrived, once all have, or as far as they have after a minute. */
async function untilMailed(mailbox: BenchClient, email: string, count: number): Promise<Map<string, number>> {
  for (let waited = 0; ; waited += pollMs) {
    const messages = await mailbox.query<{ messageId: string; receivedAt: string }[]>(
      `/messages?to=${encodeURIComponent(email)}`,
    );
    const arrived = new Map<string, number>();
    for (const { messageId, receivedAt } of messages) {
      const orderId = /<?([\w-]+)-order-confirmed@/.exec(messageId)?.[1];
      if (orderId) arrived.set(orderId, Date.parse(receivedAt));
    }
    if (arrived.size >= count || waited >= drainWithinMs) return arrived;
    await sleep(pollMs);
  }
}

async function confirmationsOf(shop: BenchClient, customerId: string): Promise<Map<string, number>> {
  interface Page {
    readonly items: readonly { orderId: string; timeline: readonly { at: string; event: string }[] }[];
    readonly nextCursor: string | null;
  }
  const confirmations = new Map<string, number>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page = await shop.query<Page>(`/orders?customerId=${customerId}&limit=100${from}`);
    for (const { orderId, timeline } of page.items) {
      const confirmed = timeline.find(({ event }) => event === 'OrderConfirmed');
      if (confirmed) confirmations.set(orderId, Date.parse(confirmed.at));
    }
    cursor = page.nextCursor;
  }
  return confirmations;
}
