import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { shopRoute } from '../shop-route.js';
import { returnParam } from './return-path.js';

/** Signing in: `?to=` where to go then. */
export const signInRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: '/sign-in',
  validateSearch: v.object({ to: returnParam() }),
  component: lazyRouteComponent(() => import('./sign-in-page.js'), 'SignInPage'),
});
