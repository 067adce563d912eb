import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shopRoute } from '../shop-route.js';

/** The customer's cart. */
export const cartRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: '/cart',
  component: lazyRouteComponent(() => import('./cart-page.js'), 'CartPage'),
});
