import { QueryClientProvider } from '@tanstack/react-query';
import { type AnyRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from '../data/query-client.js';
import { Loading } from '../design/feedback/loading.js';
import { Toasts } from '../design/feedback/toasts.js';
import { focusMain } from '../design/layout/focus-main.js';
import { showTheme } from '../design/theme/theme.js';
import { openAccess } from '../session/open-access.js';
import { AccessContext } from '../session/session-context.js';
import { PageFailed } from './page-failed.js';
import { PageNotFound } from './page-not-found.js';
import { parseSearch, stringifySearch } from './search-params.js';
import '../design/base/tokens.css';
import '../design/base/base.css';

/** Shows one part of the web. @param routeTree its layout's route with all pages below, under the root */
export function startPart(part: 'shop' | 'console', routeTree: AnyRoute): void {
  showTheme();
  const access = openAccess(part);
  const queries = queryClient(access, new BroadcastChannel(`webstore.news.${part}`));
  const router = createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: PageNotFound,
    defaultPendingComponent: Loading,
  });
  // Who listens to the page learns that it is another one.
  router.subscribe('onResolved', ({ fromLocation, pathChanged }) => {
    if (fromLocation !== undefined && pathChanged) focusMain();
  });
  createRoot(document.getElementById('app') as HTMLElement).render(
    <StrictMode>
      <AccessContext value={access}>
        <QueryClientProvider client={queries}>
          <Toasts>
            <RouterProvider router={router} />
          </Toasts>
        </QueryClientProvider>
      </AccessContext>
    </StrictMode>,
  );
}
