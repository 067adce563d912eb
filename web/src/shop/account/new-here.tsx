import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useReturnPath } from './use-return-path.js';

/** Below a sign-in form: the way in for those who have no account. */
export function NewHere(): ReactNode {
  const search = useReturnPath();
  return (
    <p>
      New here?{' '}
      <Link to="/shop/register" search={search}>
        Create an account
      </Link>
    </p>
  );
}
