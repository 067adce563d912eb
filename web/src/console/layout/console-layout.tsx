import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../design/actions/button.js';
import { EmptyState } from '../../design/feedback/empty-state.js';
import { MAIN_ID } from '../../design/layout/focus-main.js';
import { SkipLink } from '../../design/layout/skip-link.js';
import { Page } from '../../design/layout/page.js';
import { RequireSession } from '../../session/require-session.js';
import { useSession } from '../../session/session-context.js';
import { ConsoleHeader } from './console-header.js';
import styles from './console-layout.module.css';
import { ConsoleNav } from './console-nav-bar.js';

/** The frame of the console: navigation beside the page, and nothing but the way in for who is no administrator. */
export function ConsoleLayout(): ReactNode {
  const { session, isAdministrator, signOut } = useSession();
  return (
    <div className={styles.frame}>
      <SkipLink />
      <ConsoleHeader />
      {isAdministrator && <ConsoleNav />}
      <main id={MAIN_ID} className={styles.main} tabIndex={-1}>
        {session === undefined || isAdministrator ? (
          <RequireSession why="The console is for administrators.">{() => <Outlet />}</RequireSession>
        ) : (
          <Page title="Administrators only">
            <EmptyState
              title="This account may not look in here"
              action={<Button onClick={() => void signOut()}>Sign in with another account</Button>}
            >
              An operator makes an account an administrator with “webstore administrators grant”.
            </EmptyState>
          </Page>
        )}
      </main>
    </div>
  );
}
