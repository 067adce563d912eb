import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../console-route.js';

/** One instance of a service. */
export const instanceRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/services/$service/$instance',
  component: lazyRouteComponent(() => import('./instance-page.js'), 'InstancePage'),
});
