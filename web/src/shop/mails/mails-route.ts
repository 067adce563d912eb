import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shopRoute } from '../shop-route.js';

/** The mails to a customer. */
export const mailsRoute = createRoute({
  getParentRoute: () => shopRoute,
  path: '/mails',
  component: lazyRouteComponent(() => import('./mails-page.js'), 'MailsPage'),
});
