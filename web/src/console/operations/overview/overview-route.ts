import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { textParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/** How the shop is at present: `?sort=` for the services. */
export const overviewRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/overview',
  validateSearch: v.object({ sort: textParam() }),
  component: lazyRouteComponent(() => import('./overview-page.js'), 'OverviewPage'),
});
