import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CopyButton } from '../../../design/actions/copy-button.js';
import { Page } from '../../../design/layout/page.js';
import { orderOfStream } from '../trails/order-of-stream.js';
import styles from './stream.module.css';

const TABS = [
  { to: '/console/streams/$stream', label: 'Events' },
  { to: '/console/streams/$stream/replay', label: 'Replay' },
  { to: '/console/streams/$stream/difference', label: 'Difference' },
] as const;

/** What the pages on one stream have in common: its name and the way from one to the other. */
export function StreamFrame({
  stream,
  children,
}: {
  readonly stream: string;
  readonly children: ReactNode;
}): ReactNode {
  const order = orderOfStream(stream);
  return (
    <Page title={stream} actions={<CopyButton text={stream} what="the stream’s name" />}>
      <nav className={styles.tabs} aria-label="This stream">
        {TABS.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            params={{ stream }}
            activeOptions={{ exact: true, includeSearch: false }}
            className={styles.tab}
          >
            {label}
          </Link>
        ))}
        <span className={styles.elsewhere}>
          {order !== undefined && (
            <Link to="/console/trails" search={{ order }}>
              Trail of the order
            </Link>
          )}
          <Link to="/console/activities" search={{ stream }}>
            Who did what here
          </Link>
        </span>
      </nav>
      {children}
    </Page>
  );
}
