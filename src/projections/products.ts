import type { Document } from '../application/read-models/document.js';
import type { ProductDocument } from '../application/read-models/product-view.js';
import { searchText } from '../application/read-models/search-text.js';
import type { ProductEvent } from '../domain/product/events.js';
import { existing, idBehind } from './document-id.js';
import type { Projection } from './projection.js';
import { typed } from './typed.js';

type Product = Omit<ProductDocument, keyof Document>;

/** Products with their stock, by their ids. */
export const products: Projection<ProductDocument> = {
  name: 'products',
  version: 1,
  filter: { streamPrefixes: ['product-'] },
  indexes: [{ listKey: 1 }, { status: 1, listKey: 1 }, { status: 1, inStock: 1, listKey: 1 }],
  documentId: idBehind('product-'),
  evolve(document, recorded): Product {
    const { type, data } = typed<ProductEvent>(recorded);
    if (type === 'ProductRegistered') {
      const { productId, name, description, price } = data;
      return {
        productId,
        name,
        description,
        price,
        stock: { onHand: 0, reserved: 0, available: 0 },
        status: 'active',
        sold: 0,
        inStock: false,
        searchText: searchText(name, description),
      };
    }
    const product = existing(document, recorded);
    switch (type) {
      case 'ProductDetailsChanged': {
        const { name, description } = data;
        return { ...product, name, description, searchText: searchText(name, description) };
      }
      case 'ProductPriceChanged':
        return { ...product, price: data.price };
      case 'StockReplenished':
        return withStock(product, data.quantity, 0);
      case 'StockReserved':
        return withStock(product, 0, data.quantity);
      case 'StockReservationReleased':
        return withStock(product, 0, -data.quantity);
      case 'StockDeducted':
        return { ...withStock(product, -data.quantity, -data.quantity), sold: product.sold + data.quantity };
      case 'ProductDiscontinued':
        return { ...product, status: 'discontinued', inStock: false };
      default:
        return product;
    }
  },
};

function withStock(product: ProductDocument, onHandChange: number, reservedChange: number): Product {
  const onHand = product.stock.onHand + onHandChange;
  const reserved = product.stock.reserved + reservedChange;
  const available = onHand - reserved;
  const inStock = product.status === 'active' && available > 0;
  return { ...product, stock: { onHand, reserved, available }, inStock };
}
