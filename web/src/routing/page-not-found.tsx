import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../design/actions/button.js';
import { EmptyState } from '../design/feedback/empty-state.js';
import { Page } from '../design/layout/page.js';

/** In the place of a page that does not exist. */
export function PageNotFound(): ReactNode {
  const router = useRouter();
  return (
    <Page title="Page not found">
      <EmptyState
        title="There is nothing under this address"
        action={<Button onClick={() => router.history.back()}>Go back</Button>}
      >
        It may be mistyped, or the page has moved. The navigation above leads to everything there is.
      </EmptyState>
    </Page>
  );
}
