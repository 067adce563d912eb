import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { positionParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/** The log to take away, `?behind=` a position. */
export const exportRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/export',
  validateSearch: v.object({ behind: positionParam() }),
  component: lazyRouteComponent(() => import('./export-page.js'), 'ExportPage'),
});
