import type { BenchClient } from './bench-client.js';

const products = 20;
const enoughStock = 10_000_000;

/** What checkouts need: a customer of their own, and products that never run out. */
export interface Stage {
  readonly customerId: string;
  readonly email: string;
  readonly productIds: readonly string[];
}

/** How long each command took on the way, in milliseconds. */
export type CommandTimes = Map<string, number[]>;

export async function setStage(shop: BenchClient, name: string, times: CommandTimes): Promise<Stage> {
  const email = `${name}.${Date.now()}@bench.example`;
  const customer = await timed(times, 'POST /customers', () =>
    shop.command<{ customerId: string }>('POST', '/customers', {
      email,
      name: 'Bench',
      password: 'long enough',
    }),
  );
  const productIds: string[] = [];
  for (let index = 0; index < products; index += 1) {
    const product = await timed(times, 'POST /products', () =>
      shop.command<{ productId: string }>('POST', '/products', {
        name: `Bench product ${index}`,
        description: '',
        price: { amount: 999, currency: 'EUR' },
        initialStock: enoughStock,
      }),
    );
    productIds.push(product.productId);
  }
  return { customerId: customer.customerId, email, productIds };
}

/** Fills carts, one product in each, all products in turn; `inParallel` of them at a time. */
export async function fillCarts(
  shop: BenchClient,
  stage: Stage,
  { count, inParallel }: { readonly count: number; readonly inParallel: number },
  times: CommandTimes,
): Promise<string[]> {
  const cartIds: string[] = [];
  const fill = async () => {
    for (let index = next(); index !== undefined; index = next()) {
      const { cartId } = await timed(times, 'POST /carts', () =>
        shop.command<{ cartId: string }>('POST', '/carts', { customerId: stage.customerId }),
      );
      const productId = stage.productIds[index % stage.productIds.length];
      await timed(times, 'PUT /carts/{id}/items/{productId}', () =>
        shop.command('PUT', `/carts/${cartId}/items/${productId}`, { quantity: 1 }),
      );
      cartIds.push(cartId);
    }
  };
  let begun = 0;
  const next = () => (begun < count ? begun++ : undefined);
  await Promise.all(Array.from({ length: inParallel }, fill));
  return cartIds;
}

async function timed<Answer>(
  times: CommandTimes,
  name: string,
  send: () => Promise<{ answer: Answer; took: number }>,
): Promise<Answer> {
  const { answer, took } = await send();
  times.set(name, [...(times.get(name) ?? []), took]);
  return answer;
}
