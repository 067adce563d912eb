import { type ReactNode, useState } from 'react';
import type { Session } from './session.js';
import { useSession } from './session-context.js';
import { SignInForm } from './sign-in-form.js';
import { Page } from '../design/layout/page.js';

/**
 * Shows what needs somebody signed in, or asks to sign in, in its place: the address stays as it is, also when a session
 * ends while its page is looked at.
 */
export function RequireSession({
  why,
  below,
  children,
}: {
  /** What signing in is for: "Sign in to see your orders." */
  readonly why: string;
  /** Other ways than to sign in. */
  readonly below?: ReactNode;
  readonly children: (session: Session) => ReactNode;
}): ReactNode {
  const { session } = useSession();
  const [wasSignedIn, setWasSignedIn] = useState(false);
  if (session !== undefined && !wasSignedIn) setWasSignedIn(true);
  if (session !== undefined) return children(session);
  return (
    <Page title="Sign in" lead={wasSignedIn ? `Your session has ended. ${why}` : why}>
      <SignInForm />
      {below}
    </Page>
  );
}
