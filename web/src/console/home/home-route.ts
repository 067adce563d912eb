import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../console-route.js';

/** Where the console begins. */
export const homeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./home-page.js'), 'HomePage'),
});
