import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shopRoute } from '../shop-route.js';

/** The customer's account. */
export const accountRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-page.js'), 'AccountPage'),
});
