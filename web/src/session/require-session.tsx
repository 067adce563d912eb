import type { ReactNode } from 'react';
import type { Session } from './session.js';
import { useSession } from './session-context.js';
import { SignInForm } from './sign-in-form.js';
import { Page } from '../design/layout/page.js';

/** Shows what needs somebody signed in, or asks to sign in, in its place: the address stays as it is. */
export function RequireSession({
  why,
  children,
}: {
  /** What signing in is for: "Sign in to see your orders." */
  readonly why: string;
  readonly children: (session: Session) => ReactNode;
}): ReactNode {
  const { session } = useSession();
  if (session !== undefined) return children(session);
  return (
    <Page title="Sign in" lead={why}>
      <SignInForm />
    </Page>
  );
}
