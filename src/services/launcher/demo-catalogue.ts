/** A product of the demo catalogue, as `POST /products` takes it. Prices in euro cents. */
export interface DemoProduct {
  readonly productId: string;
  readonly name: string;
  readonly description: string;
  readonly price: { readonly amount: number; readonly currency: 'EUR' };
  readonly initialStock: number;
}

/** A small shop for tea and what goes with it. */
export const demoCatalogue: readonly DemoProduct[] = [
  product('green-tea', 'Green tea, 100 g', 'Sencha from Shizuoka, first harvest.', 1290, 120),
  product('black-tea', 'Black tea, 250 g', 'Assam, malty and strong.', 990, 200),
  product('rooibos', 'Rooibos, 250 g', 'Free of caffeine, mildly sweet.', 790, 150),
  product('peppermint', 'Peppermint, 50 g', 'Whole leaves, dried slowly.', 490, 180),
  product('teapot', 'Teapot, 1.2 l', 'Stoneware with a strainer of steel.', 3990, 40),
  product('teacup', 'Teacup', 'Stoneware, 0.25 l, without a handle.', 1190, 160),
  product('kettle', 'Kettle, 1.7 l', 'Electric, holds any temperature from 60 to 100 °C.', 6990, 25),
  product('tea-tin', 'Tea tin', 'Airtight, for 250 g of tea.', 890, 90),
  product('whisk', 'Matcha whisk', 'Bamboo, a hundred tines, made by hand.', 1990, 30),
  product('honey', 'Blossom honey, 500 g', 'From one bee-keeper, this summer.', 850, 75),
];

function product(
  productId: string,
  name: string,
  description: string,
  amount: number,
  initialStock: number,
): DemoProduct {
  return { productId, name, description, price: { amount, currency: 'EUR' }, initialStock };
}
