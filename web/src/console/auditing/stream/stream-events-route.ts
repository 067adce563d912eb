import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { choiceParam, textParam, wholeParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/**
 * The events of a stream: `?direction=backwards`, `?from=` the first revision to show, `?containing=` a text, `?revision=` of
 * the event that is open.
 */
export const streamEventsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/streams/$stream',
  validateSearch: v.object({
    direction: choiceParam(['backwards']),
    from: wholeParam(),
    containing: textParam(),
    revision: wholeParam(),
  }),
  component: lazyRouteComponent(() => import('./stream-events-page.js'), 'StreamEventsPage'),
});
