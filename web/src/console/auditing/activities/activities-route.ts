import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { momentParam, textParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/** Who did what: `?actor=`, `?type=`, `?stream=`, and `?from=` one moment up to another, `?to=` (ISO 8601). */
export const activitiesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/activities',
  validateSearch: v.object({
    actor: textParam(),
    type: textParam(),
    stream: textParam(),
    from: momentParam(),
    to: momentParam(),
  }),
  component: lazyRouteComponent(() => import('./activities-page.js'), 'ActivitiesPage'),
});
