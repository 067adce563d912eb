import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiQuery } from '../../data/use-api-query.js';
import { buttonClass } from '../../design/actions/button.js';
import { EmptyState } from '../../design/feedback/empty-state.js';
import { Loaded } from '../../design/feedback/loaded.js';
import { Page } from '../../design/layout/page.js';
import { ProductDetails } from './product-details.js';

const route = getRouteApi('/shop/products/$productId');

/** How often the stock is asked for, in milliseconds. */
const REFRESH_MS = 10_000;

/** A product, its price and stock, and a way to have it. */
export function ProductPage(): ReactNode {
  const { productId } = route.useParams();
  const product = useApiQuery('getProduct', { params: { productId } }, { refreshMs: REFRESH_MS });
  if (product.error?.code === 'product-not-found') {
    return (
      <Page title="Product not found">
        <EmptyState
          title="There is no such product"
          action={
            <Link to="/shop" className={buttonClass()}>
              Show all products
            </Link>
          }
        >
          It may have another address by now, or this one is mistyped.
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={product.data?.name ?? 'Product'}>
      <Loaded query={product} what="Loading the product …">
        {(known) => <ProductDetails key={known.productId} product={known} />}
      </Loaded>
    </Page>
  );
}
