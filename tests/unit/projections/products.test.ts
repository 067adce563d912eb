import { products } from '../../../src/projections/products.js';
import { projection } from '../../../src/testing/projection-specification.js';

describe('products', () => {
  const product = projection(products).of('product-p1');
  const price = { amount: 500, currency: 'EUR' };
  const details = { productId: 'p1', name: 'Mug', description: 'Holds TEA' };
  const registered = { type: 'ProductRegistered', data: { ...details, price } };
  const replenished = { type: 'StockReplenished', data: { productId: 'p1', quantity: 10 } };
  const stockEvent = (type: string, quantity: number) => ({
    type,
    data: { productId: 'p1', orderId: 'o1', quantity },
  });
  const document = { ...details, price, status: 'active', sold: 0, searchText: 'mug\nholds tea' } as const;

  it('begins without stock', () =>
    product
      .given(registered)
      .thenDocument({ ...document, stock: { onHand: 0, reserved: 0, available: 0 }, inStock: false }));

  it('is found by its new details, in any case', () =>
    product
      .given(registered, {
        type: 'ProductDetailsChanged',
        data: { productId: 'p1', name: 'Jug', description: '' },
      })
      .thenDocument({
        ...document,
        name: 'Jug',
        description: '',
        searchText: 'jug\n',
        stock: { onHand: 0, reserved: 0, available: 0 },
        inStock: false,
      }));

  it('has the price that was set last', () => {
    const newPrice = { amount: 450, currency: 'EUR' };
    product
      .given(registered, { type: 'ProductPriceChanged', data: { productId: 'p1', price: newPrice } })
      .thenDocument({
        ...document,
        price: newPrice,
        stock: { onHand: 0, reserved: 0, available: 0 },
        inStock: false,
      });
  });

  it('follows its stock through reservation, release and sale', () => {
    const reserved = product.given(registered, replenished, stockEvent('StockReserved', 10));
    reserved.thenDocument({
      ...document,
      stock: { onHand: 10, reserved: 10, available: 0 },
      inStock: false,
    });
    reserved
      .given(stockEvent('StockReservationReleased', 10))
      .thenDocument({ ...document, stock: { onHand: 10, reserved: 0, available: 10 }, inStock: true });
    reserved.given(stockEvent('StockDeducted', 10)).thenDocument({
      ...document,
      stock: { onHand: 0, reserved: 0, available: 0 },
      sold: 10,
      inStock: false,
    });
  });

  it('is not in stock once discontinued, whatever is left or comes back', () => {
    const discontinued = product.given(
      registered,
      replenished,
      stockEvent('StockReserved', 4),
      { type: 'ProductDiscontinued', data: { productId: 'p1' } },
      stockEvent('StockReservationReleased', 4),
    );
    discontinued.thenDocument({
      ...document,
      status: 'discontinued',
      stock: { onHand: 10, reserved: 0, available: 10 },
      inStock: false,
    });
  });
});
