import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { choiceParam } from '../../routing/search-params.js';
import { shopRoute } from '../shop-route.js';
import { ORDER_STATUSES } from './order-statuses.js';

/** The customer's orders: `?status=` for those that stand there. */
export const ordersRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: '/orders',
  validateSearch: v.object({ status: choiceParam(ORDER_STATUSES) }),
  component: lazyRouteComponent(() => import('./orders-page.js'), 'OrdersPage'),
});
