import type { ReactNode } from 'react';
import type { Email, Order } from '../../api/dtos.js';
import { useApiPages } from '../../data/use-api-pages.js';
import { Loaded } from '../../design/feedback/loaded.js';
import { Panel } from '../../design/layout/panel.js';
import { Time } from '../../design/values/time.js';
import { MailStatus } from '../mails/mail-status.js';
import { awaitsMails } from './awaited-mails.js';
import styles from './orders.module.css';

/** How often mails that are still to come are asked for, in milliseconds. */
const REFRESH_MS = 1_500;
/** For how long they are waited for here, in milliseconds since the order's last change. */
const PATIENCE_MS = 600_000;

/** The mails about an order. */
export function OrderMails({
  customerId,
  orderId,
  status,
  timeline,
}: Pick<Order, 'customerId' | 'orderId' | 'status' | 'timeline'>): ReactNode {
  const changedAt = Date.parse(timeline.at(-1)?.at ?? '');
  const refreshMs = (items: readonly Email[]): number | undefined => {
    const ours = items.filter((mail) => mail.orderId === orderId);
    const isAwaited = awaitsMails(status, ours) && Date.now() - changedAt < PATIENCE_MS;
    return isAwaited ? REFRESH_MS : undefined;
  };
  const mails = useApiPages('listEmails', { params: { customerId }, query: { limit: 100 } }, { refreshMs });
  return (
    <Panel title="Mails">
      <Loaded query={mails} what="Loading mails …">
        {(items) => {
          const ours = items.filter((mail) => mail.orderId === orderId);
          if (ours.length === 0) {
            return <p className={styles.hint}>None of your latest mails is about this order yet.</p>;
          }
          return (
            <ul className={styles.mails}>
              {ours.map(({ emailId, subject, sentAt, ...mail }) => (
                <li key={emailId}>
                  <span className={styles.subject}>{subject}</span>
                  <MailStatus status={mail.status} />
                  {sentAt !== null && <Time at={sentAt} />}
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Panel>
  );
}
