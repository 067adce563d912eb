import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../design/layout/page.js';
import { useSession } from '../../session/session-context.js';
import { RegisterForm } from './register-form.js';
import { ReturnThere } from './return-there.js';

const route = getRouteApi('/shop/register');

/** Where somebody becomes a customer. */
export function RegisterPage(): ReactNode {
  const search = route.useSearch();
  const { session } = useSession();
  if (session !== undefined) return <ReturnThere path={search.to ?? '/shop'} />;
  return (
    <Page title="Create an account" lead="A name, an address for mails, a password: no more is needed.">
      <RegisterForm />
      <p>
        Already a customer?{' '}
        <Link to="/shop/sign-in" search={search}>
          Sign in
        </Link>
      </p>
    </Page>
  );
}
