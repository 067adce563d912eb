import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { choiceParam, textParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/** Processes, the newest first: `?status=` open, overdue or ended, `?manager=` the process manager. */
export const processesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/processes',
  validateSearch: v.object({ status: choiceParam(['open', 'overdue', 'ended']), manager: textParam() }),
  component: lazyRouteComponent(() => import('./processes-page.js'), 'ProcessesPage'),
});

/** One process, step by step. */
export const processRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/processes/$service/$manager/$process',
  component: lazyRouteComponent(() => import('./process-page.js'), 'ProcessPage'),
});
