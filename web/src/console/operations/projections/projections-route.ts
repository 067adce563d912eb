import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { textParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/** All projections: `?sort=`. */
export const projectionsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/projections',
  validateSearch: v.object({ sort: textParam() }),
  component: lazyRouteComponent(() => import('./projections-page.js'), 'ProjectionsPage'),
});

/** One projection: `?document=` compares one document with its events. */
export const projectionRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/projections/$service/$projection',
  validateSearch: v.object({ document: textParam() }),
  component: lazyRouteComponent(() => import('./projection-page.js'), 'ProjectionPage'),
});
