import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../routing/root-route.js';
import { ShopLayout } from './layout/shop-layout.js';

/** What all pages of the storefront are below of. */
export const shopRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shop',
  component: ShopLayout,
});
