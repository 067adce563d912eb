import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiPages } from '../../data/use-api-pages.js';
import { Button } from '../../design/actions/button.js';
import { EmptyState } from '../../design/feedback/empty-state.js';
import { Loaded } from '../../design/feedback/loaded.js';
import { Page } from '../../design/layout/page.js';
import { Pager } from '../../design/tables/pager.js';
import { CatalogueFilter } from './catalogue-filter.js';
import styles from './catalogue.module.css';
import { ProductCard } from './product-card.js';

const route = getRouteApi('/shop/');

/** All that is for sale. */
export function CataloguePage(): ReactNode {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const products = useApiPages('listProducts', { query: { ...filter, limit: 24 } }, { keepsPrevious: true });
  return (
    <Page title="Products" lead="What we have today. Prices include everything.">
      <CatalogueFilter filter={filter} onChange={(search) => void navigate({ search, replace: true })} />
      <Loaded query={products} what="Loading products …">
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              title="No product fits"
              action={<Button onClick={() => void navigate({ search: {} })}>Show all products</Button>}
            >
              Try fewer or other words, or include what is out of stock.
            </EmptyState>
          ) : (
            <>
              <ul className={styles.grid}>
                {items.map((product) => (
                  <ProductCard key={product.productId} product={product} />
                ))}
              </ul>
              <Pager pages={products} noun="products" />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
