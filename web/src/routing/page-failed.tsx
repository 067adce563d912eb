import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ErrorState } from '../design/feedback/error-state.js';
import { Page } from '../design/layout/page.js';

/** In the place of a page that has thrown, or whose code could not be loaded. */
export function PageFailed({ error, reset }: ErrorComponentProps): ReactNode {
  return (
    <Page title="Something went wrong">
      <ErrorState error={error instanceof Error ? error : new Error(String(error))} onRetry={reset} />
    </Page>
  );
}
