import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { revisionOrMomentParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/** What changed in a stream between `?from=` and `?to=`: revisions or moments (ISO 8601). */
export const differenceRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/streams/$stream/difference',
  validateSearch: v.object({ from: revisionOrMomentParam(), to: revisionOrMomentParam() }),
  component: lazyRouteComponent(() => import('./difference-page.js'), 'DifferencePage'),
});
