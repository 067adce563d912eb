import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../routing/root-route.js';
import { ConsoleLayout } from './layout/console-layout.js';

/** What all pages of the operations console are below of: they are for administrators. */
export const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/console',
  component: ConsoleLayout,
});
