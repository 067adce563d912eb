import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiQuery } from '../../../data/use-api-query.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Page } from '../../../design/layout/page.js';
import { Facts } from '../../../design/values/facts.js';
import { Id } from '../../../design/values/id.js';
import { Time } from '../../../design/values/time.js';
import { MailContent } from './mail-content.js';
import styles from './mailbox.module.css';
import { shownView, VIEWS, viewsOf } from './mail-views.js';

const route = getRouteApi('/console/mailbox/$messageId');

/** One mail as it was sent. */
export function MailPage(): ReactNode {
  const { messageId } = route.useParams();
  const { show } = route.useSearch();
  const mail = useApiQuery('showMessage', { params: { messageId } }, { isRecorded: true });
  return (
    <Page title={mail.data?.subject ?? 'Mail'}>
      <Loaded query={mail} what="Loading the mail …">
        {(details) => {
          const view = shownView(details, show);
          const { from, to, receivedAt, deliveries, messageId: id } = details;
          return (
            <>
              <Facts
                facts={{
                  To: to,
                  From: from,
                  Received: <Time at={receivedAt} show="both" />,
                  Delivered: deliveries === 1 ? 'once' : `${deliveries} times under this id`,
                  'Message id': <Id>{id}</Id>,
                }}
              />
              <nav className={styles.views} aria-label="Ways to show the mail">
                {viewsOf(details).map((one) => (
                  <Link
                    key={one}
                    to="/console/mailbox/$messageId"
                    params={{ messageId }}
                    search={{ show: one }}
                    replace
                    aria-current={one === view ? 'page' : undefined}
                  >
                    {VIEWS[one]}
                  </Link>
                ))}
              </nav>
              <MailContent mail={details} view={view} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
