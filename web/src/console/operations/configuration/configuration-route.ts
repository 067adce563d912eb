import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { choiceParam, textParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/**
 * The settings in force: `?service=` and `?instance=` which one, `?search=` for words of a key or value, `?origin=` where
 * they come from, `?sort=`.
 */
export const configurationRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/configuration',
  validateSearch: v.object({
    service: textParam(),
    instance: textParam(),
    search: textParam(),
    origin: choiceParam(['environment', 'config-server', 'default']),
    sort: textParam(),
  }),
  component: lazyRouteComponent(() => import('./configuration-page.js'), 'ConfigurationPage'),
});
