import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiQuery } from '../../../data/use-api-query.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Panel } from '../../../design/layout/panel.js';
import { Id } from '../../../design/values/id.js';
import { Time } from '../../../design/values/time.js';
import auditing from '../auditing.module.css';
import { orderOfStream } from './order-of-stream.js';

const SHOWN = 12;

/** The orders that were last begun, to choose one. */
export function RecentOrders(): ReactNode {
  const streams = useApiQuery('listStreams', { query: { prefix: 'order-', limit: SHOWN } });
  return (
    <Panel title="The latest orders">
      <Loaded query={streams} what="Loading orders …">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="There are no orders yet">
              Check out a cart in the storefront, and its trail can be followed here.
            </EmptyState>
          ) : (
            <ul className={auditing.stack}>
              {items.map(({ stream, lastEventAt }) => (
                <li key={stream} className={auditing.row}>
                  <Link to="/console/trails" search={{ order: orderOfStream(stream) }}>
                    <Id>{orderOfStream(stream) ?? stream}</Id>
                  </Link>
                  <span className={auditing.soft}>
                    last event <Time at={lastEventAt} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
