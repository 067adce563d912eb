import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { textParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/** What could not be handled: `?service=` of one service, `?sort=`. */
export const deadLettersRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/dead-letters',
  validateSearch: v.object({ service: textParam(), sort: textParam() }),
  component: lazyRouteComponent(() => import('./dead-letters-page.js'), 'DeadLettersPage'),
});

/** One poisonous event and what waits behind it. */
export const deadLetterRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/dead-letters/$service/$handler/$key',
  component: lazyRouteComponent(() => import('./dead-letter-page.js'), 'DeadLetterPage'),
});
