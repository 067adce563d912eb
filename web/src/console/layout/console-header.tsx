import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../design/actions/button.js';
import { ThemeSwitch } from '../../design/theme/theme-switch.js';
import { useSession } from '../../session/session-context.js';
import styles from './console-layout.module.css';

/** Above all pages of the console. */
export function ConsoleHeader(): ReactNode {
  const { session, signOut } = useSession();
  return (
    <header className={styles.header}>
      <Link to="/console" className={styles.brand}>
        WebStore <span>console</span>
      </Link>
      <div className={styles.account}>
        <a href="/shop/">Storefront</a>
        <ThemeSwitch />
        {session !== undefined && (
          <Button size="small" onClick={() => void signOut()}>
            Sign out
          </Button>
        )}
      </div>
    </header>
  );
}
