import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../console-route.js';

/** Whether the log is what was signed, and what is needed to prove it elsewhere. */
export const verificationRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/verification',
  component: lazyRouteComponent(() => import('./verification-page.js'), 'VerificationPage'),
});
