import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shopRoute } from '../shop-route.js';

/** The checkout of a cart. */
export const checkoutRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: '/checkout/$cartId',
  component: lazyRouteComponent(() => import('./checkout-page.js'), 'CheckoutPage'),
});
