import type { ReactNode } from 'react';
import { Button } from '../../../design/actions/button.js';
import { formatDuration } from '../../../design/values/format-quantity.js';
import styles from './refresh-control.module.css';
import type { Refresh } from './use-refresh.js';

/** Says how a page is kept up, and lets it stand still for whoever reads. */
export function RefreshControl({ refresh }: { readonly refresh: Refresh }): ReactNode {
  const { refreshMs, everyMs, toggle } = refresh;
  const isLive = refreshMs !== undefined;
  return (
    <div className={styles.control}>
      <span className={styles.note}>
        {isLive ? `Refreshed every ${formatDuration(everyMs)}` : 'Standing still'}
      </span>
      <Button size="small" onClick={toggle}>
        {isLive ? 'Stop refreshing' : 'Refresh again'}
      </Button>
    </div>
  );
}
