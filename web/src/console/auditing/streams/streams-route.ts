import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { textParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/** The streams of the event store: `?prefix=` for what their names begin with, `?sort=` for those that are loaded. */
export const streamsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/streams',
  validateSearch: v.object({ prefix: textParam(), sort: textParam() }),
  component: lazyRouteComponent(() => import('./streams-page.js'), 'StreamsPage'),
});
