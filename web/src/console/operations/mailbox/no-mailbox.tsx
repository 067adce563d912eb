import type { ReactNode } from 'react';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Page } from '../../../design/layout/page.js';

/** In the place of a mailbox where the shop sends to a real mail server. */
export function NoMailbox(): ReactNode {
  return (
    <Page title="Mailbox">
      <EmptyState title="This shop has no development mailbox">
        Its mails go out through the server that SMTP_URL names. “npm start” without it brings a mailbox
        along.
      </EmptyState>
    </Page>
  );
}
