import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shopRoute } from '../shop-route.js';

/** An order. */
export const orderRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: '/orders/$orderId',
  component: lazyRouteComponent(() => import('./order-page.js'), 'OrderPage'),
});
