import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { momentParam, wholeParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/** A stream replayed to `?revision=`, or as of a moment, `?at=` (ISO 8601); without either to its end. */
export const replayRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/streams/$stream/replay',
  validateSearch: v.object({ revision: wholeParam(), at: momentParam() }),
  component: lazyRouteComponent(() => import('./replay-page.js'), 'ReplayPage'),
});
