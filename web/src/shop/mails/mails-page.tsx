import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Email } from '../../api/dtos.js';
import { useApiPages } from '../../data/use-api-pages.js';
import { buttonClass } from '../../design/actions/button.js';
import { EmptyState } from '../../design/feedback/empty-state.js';
import { Loaded } from '../../design/feedback/loaded.js';
import { Page } from '../../design/layout/page.js';
import type { Column } from '../../design/tables/column.js';
import { DataTable } from '../../design/tables/data-table.js';
import { Pager } from '../../design/tables/pager.js';
import { Time } from '../../design/values/time.js';
import { RequireCustomer } from '../account/require-customer.js';
import { MailStatus } from './mail-status.js';

/** How often the list is asked for, in milliseconds. */
const REFRESH_MS = 5_000;

const columns: readonly Column<Email>[] = [
  {
    id: 'subject',
    header: 'Subject',
    cell: ({ subject, orderId }) => (
      <Link to="/shop/orders/$orderId" params={{ orderId }}>
        {subject}
      </Link>
    ),
  },
  { id: 'to', header: 'To', cell: ({ to }) => to },
  { id: 'status', header: 'Status', cell: ({ status }) => <MailStatus status={status} /> },
  { id: 'sent', header: 'Sent', cell: ({ sentAt }) => sentAt !== null && <Time at={sentAt} show="both" /> },
];

/** What the shop has written to a customer. */
export function MailsPage(): ReactNode {
  return (
    <RequireCustomer why="Sign in to see the mails you got.">
      {({ customerId }) => <Mails customerId={customerId} />}
    </RequireCustomer>
  );
}

function Mails({ customerId }: { readonly customerId: string }): ReactNode {
  const mails = useApiPages('listEmails', { params: { customerId } }, { refreshMs: REFRESH_MS });
  return (
    <Page title="Mails" lead="What we have written to you about your orders, the newest first.">
      <Loaded query={mails} what="Loading your mails …">
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              title="You have got no mail yet"
              action={
                <Link to="/shop/orders" className={buttonClass()}>
                  Show your orders
                </Link>
              }
            >
              We write when an order has come in, and when it is confirmed, rejected or cancelled.
            </EmptyState>
          ) : (
            <div>
              <DataTable
                caption="Mails to you"
                hidesCaption
                columns={columns}
                rows={items}
                rowKey={({ emailId }) => emailId}
              />
              <Pager pages={mails} noun="mails" />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
