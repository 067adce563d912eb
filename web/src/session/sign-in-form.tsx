import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/api-error.js';
import { Button } from '../design/actions/button.js';
import { fieldError } from '../design/forms/field-errors.js';
import { Form } from '../design/forms/form.js';
import { TextField } from '../design/forms/text-field.js';
import type { Session } from './session.js';
import { useSession } from './session-context.js';

/** Asks for address and password, and signs in with them. */
export function SignInForm({ onSignedIn }: { readonly onSignedIn?: (session: Session) => void }): ReactNode {
  const { signIn } = useSession();
  const { mutate, isPending, error } = useMutation<Session, ApiError, Readonly<Record<string, string>>>({
    mutationFn: ({ email = '', password = '' }) => signIn(email, password),
    ...(onSignedIn === undefined ? {} : { onSuccess: onSignedIn }),
  });
  return (
    <Form label="Sign in" error={error} fields={['email', 'password']} onSubmit={(values) => mutate(values)}>
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        required
        error={fieldError(error, 'email')}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        error={fieldError(error, 'password')}
      />
      <Button type="submit" look="primary" isBusy={isPending}>
        {isPending ? 'Signing in …' : 'Sign in'}
      </Button>
    </Form>
  );
}
