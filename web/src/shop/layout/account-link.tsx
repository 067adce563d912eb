import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { buttonClass } from '../../design/actions/button.js';
import { useSession } from '../../session/session-context.js';
import { useReturnPath } from '../account/use-return-path.js';
import styles from './shop-layout.module.css';

/** Leads to the account, or to where one signs in. */
export function AccountLink(): ReactNode {
  const { session } = useSession();
  const search = useReturnPath();
  if (session !== undefined) {
    return (
      <Link to="/shop/account" className={styles.place}>
        Account
      </Link>
    );
  }
  return (
    <Link to="/shop/sign-in" search={search} className={buttonClass({ look: 'primary', size: 'small' })}>
      Sign in
    </Link>
  );
}
