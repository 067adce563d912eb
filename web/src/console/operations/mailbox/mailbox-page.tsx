import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Mail } from '../../../api/dtos.js';
import { useApiPages } from '../../../data/use-api-pages.js';
import { Button } from '../../../design/actions/button.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { SearchForm } from '../../../design/forms/search-form.js';
import { TextField } from '../../../design/forms/text-field.js';
import { Page } from '../../../design/layout/page.js';
import type { Column } from '../../../design/tables/column.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { Pager } from '../../../design/tables/pager.js';
import { Time } from '../../../design/values/time.js';
import { RefreshControl } from '../refresh/refresh-control.js';
import { useRefresh } from '../refresh/use-refresh.js';
import { NoMailbox } from './no-mailbox.js';

const EVERY_MS = 3_000;

const route = getRouteApi('/console/mailbox');

/** The mails that the shop has sent into its development mailbox. */
export function MailboxPage(): ReactNode {
  const { to } = route.useSearch();
  const navigate = route.useNavigate();
  const refresh = useRefresh(EVERY_MS);
  const mails = useApiPages('listMessages', { query: { to } }, { ...refresh, keepsPrevious: true });
  if (mails.error?.code === 'mailbox-not-found') return <NoMailbox />;
  return (
    <Page
      title="Mailbox"
      lead="What the shop has sent: the development mailbox keeps it, and nothing leaves this machine."
      actions={<RefreshControl refresh={refresh} />}
    >
      <SearchForm
        label="Narrow the mails"
        onSubmit={({ to: next = '' }) =>
          void navigate({ search: { to: next.trim() || undefined }, replace: true })
        }
      >
        <TextField
          key={to}
          label="Sent to"
          name="to"
          type="email"
          placeholder="everybody"
          maxLength={320}
          defaultValue={to}
        />
        <Button type="submit">Show</Button>
      </SearchForm>
      <Loaded query={mails} what="Loading mails …">
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              title={to === undefined ? 'No mail yet' : `No mail to ${to}`}
              action={
                to !== undefined && (
                  <Button onClick={() => void navigate({ search: {} })}>Show all mails</Button>
                )
              }
            >
              A customer gets one for each order that is placed, and one for its outcome.
            </EmptyState>
          ) : (
            <>
              <DataTable
                caption="Mails"
                hidesCaption
                columns={columns}
                rows={items}
                rowKey={({ messageId }) => messageId}
              />
              <Pager pages={mails} noun="mails" />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

const columns: readonly Column<Mail>[] = [
  {
    id: 'subject',
    header: 'Subject',
    cell: ({ messageId, subject }) => (
      <Link to="/console/mailbox/$messageId" params={{ messageId }}>
        {subject === '' ? '(no subject)' : subject}
      </Link>
    ),
  },
  { id: 'to', header: 'To', cell: ({ to }) => to },
  { id: 'from', header: 'From', cell: ({ from }) => from },
  { id: 'received', header: 'Received', cell: ({ receivedAt }) => <Time at={receivedAt} /> },
  {
    id: 'deliveries',
    header: 'Delivered',
    cell: ({ deliveries }) => (deliveries === 1 ? 'once' : `${deliveries} times, shown once`),
  },
];
