import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../design/layout/page.js';
import { useSession } from '../../session/session-context.js';
import { SignInForm } from '../../session/sign-in-form.js';
import { NewHere } from './new-here.js';
import { ReturnThere } from './return-there.js';

const route = getRouteApi('/shop/sign-in');

/** Where customers sign in. */
export function SignInPage(): ReactNode {
  const { to = '/shop' } = route.useSearch();
  const { session } = useSession();
  if (session !== undefined) return <ReturnThere path={to} />;
  return (
    <Page title="Sign in" lead="Your cart and your orders are waiting for you.">
      <SignInForm />
      <NewHere />
    </Page>
  );
}
