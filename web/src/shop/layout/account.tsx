import { type ReactNode, useState } from 'react';
import { Button } from '../../design/actions/button.js';
import { Dialog } from '../../design/actions/dialog.js';
import { useToast } from '../../design/feedback/toasts.js';
import { useSession } from '../../session/session-context.js';
import { SignInForm } from '../../session/sign-in-form.js';

/** Signs in and out, from every page. */
export function Account(): ReactNode {
  const { session, signOut } = useSession();
  const toast = useToast();
  const [isAsking, setIsAsking] = useState(false);
  if (session !== undefined) {
    return (
      <Button size="small" onClick={() => void signOut().then(() => toast('You are signed out.'))}>
        Sign out
      </Button>
    );
  }
  const close = (): void => setIsAsking(false);
  return (
    <>
      <Button size="small" look="primary" onClick={() => setIsAsking(true)}>
        Sign in
      </Button>
      {isAsking && (
        <Dialog title="Sign in" onClose={close} actions={<Button onClick={close}>Not now</Button>}>
          <SignInForm
            onSignedIn={() => {
              close();
              toast('You are signed in.');
            }}
          />
        </Dialog>
      )}
    </>
  );
}
