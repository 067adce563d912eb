import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shopRoute } from '../shop-route.js';

/** A product. */
export const productRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: '/products/$productId',
  component: lazyRouteComponent(() => import('./product-page.js'), 'ProductPage'),
});
