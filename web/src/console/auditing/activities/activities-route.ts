import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { flagParam, momentParam, textParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/**
 * Who did what: `?actor=`, `?type=`, `?stream=`, and `?from=` one moment up to another, `?to=` (ISO 8601);
 * `?quiet=true` hides what watching itself leaves.
 */
export const activitiesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/activities',
  validateSearch: v.object({
    actor: textParam(),
    type: textParam(),
    stream: textParam(),
    from: momentParam(),
    to: momentParam(),
    quiet: flagParam(),
  }),
  component: lazyRouteComponent(() => import('./activities-page.js'), 'ActivitiesPage'),
});
