import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { choiceParam, textParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/**
 * A business transaction over all streams: `?order=` that came out of it, or its `?correlation=` id; `?event=` is pointed out,
 * `?scale=time` draws by time instead of by order.
 */
export const trailsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/trails',
  validateSearch: v.object({
    order: textParam(),
    correlation: textParam(),
    event: textParam(),
    scale: choiceParam(['time']),
  }),
  component: lazyRouteComponent(() => import('./trails-page.js'), 'TrailsPage'),
});
