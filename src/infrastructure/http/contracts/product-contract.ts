import { contract } from '../contract/contract.js';
import { operation } from '../contract/operation.js';
import {
  ChangeProductDetailsBody,
  ChangeProductPriceBody,
  GetProductQuery,
  ListProductsQuery,
  ProductChanged,
  ProductDto,
  ProductPage,
  ProductRegistered,
  RegisterProductBody,
  ReplenishStockBody,
} from './product-dtos.js';

const changes = { 'product-not-found': 404, 'product-discontinued': 409 };

/** Products and their stock. */
export const productContract = contract({
  service: 'product-service',
  title: 'Products and their stock',
  operations: {
    registerProduct: operation({
      method: 'POST',
      path: '/products',
      summary: 'Registers a product with its first stock',
      access: 'administrator',
      status: 201,
      body: RegisterProductBody,
      answer: ProductRegistered,
      problems: { 'product-exists': 409 },
    }),
    listProducts: operation({
      method: 'GET',
      path: '/products',
      summary: 'Lists products, in the order they were registered',
      access: 'public',
      status: 200,
      query: ListProductsQuery,
      answer: ProductPage,
    }),
    getProduct: operation({
      method: 'GET',
      path: '/products/{productId}',
      summary: 'Shows a product with its stock',
      access: 'public',
      status: 200,
      query: GetProductQuery,
      answer: ProductDto,
      problems: { 'product-not-found': 404 },
    }),
    changeProductDetails: operation({
      method: 'PATCH',
      path: '/products/{productId}',
      summary: 'Changes name or description',
      access: 'administrator',
      status: 200,
      body: ChangeProductDetailsBody,
      answer: ProductChanged,
      problems: changes,
    }),
    changeProductPrice: operation({
      method: 'PUT',
      path: '/products/{productId}/price',
      summary: 'Changes the price; carts and orders keep theirs',
      access: 'administrator',
      status: 200,
      body: ChangeProductPriceBody,
      answer: ProductChanged,
      problems: changes,
    }),
    replenishStock: operation({
      method: 'POST',
      path: '/products/{productId}/stock',
      summary: 'Brings units into the stock',
      access: 'administrator',
      status: 200,
      body: ReplenishStockBody,
      answer: ProductChanged,
      problems: changes,
    }),
    discontinueProduct: operation({
      method: 'DELETE',
      path: '/products/{productId}',
      summary: 'Takes a product out of the range',
      access: 'administrator',
      status: 204,
      problems: { 'product-not-found': 404 },
    }),
  },
});
