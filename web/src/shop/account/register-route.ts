import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { shopRoute } from '../shop-route.js';
import { returnParam } from './return-path.js';

/** Creating an account: `?to=` where to go then. */
export const registerRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: '/register',
  validateSearch: v.object({ to: returnParam() }),
  component: lazyRouteComponent(() => import('./register-page.js'), 'RegisterPage'),
});
