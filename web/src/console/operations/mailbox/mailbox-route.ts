import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { choiceParam, textParam } from '../../../routing/search-params.js';
import { consoleRoute } from '../../console-route.js';

/** The mails that were sent, the newest first: `?to=` to one address. */
export const mailboxRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/mailbox',
  validateSearch: v.object({ to: textParam() }),
  component: lazyRouteComponent(() => import('./mailbox-page.js'), 'MailboxPage'),
});

/** One mail: `?show=` its HTML (unless said otherwise), its text, or its headers. */
export const mailRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/mailbox/$messageId',
  validateSearch: v.object({ show: choiceParam(['html', 'text', 'headers']) }),
  component: lazyRouteComponent(() => import('./mail-page.js'), 'MailPage'),
});
