import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiError } from '../../api/api-error.js';
import { useCommand } from '../../data/use-command.js';
import { Button } from '../../design/actions/button.js';
import { fieldError } from '../../design/forms/field-errors.js';
import { Form } from '../../design/forms/form.js';
import { TextField } from '../../design/forms/text-field.js';
import { useSession } from '../../session/session-context.js';

/** Registers a customer, and signs them in. */
export function RegisterForm(): ReactNode {
  const { signIn } = useSession();
  const registering = useCommand('registerCustomer', { changes: [] });
  const signingIn = useMutation<unknown, ApiError, Readonly<Record<string, string>>>({
    mutationFn: ({ email = '', password = '' }) => signIn(email, password),
  });
  const isRunning = registering.isRunning || signingIn.isPending;
  // Registered already, by this form: what is left is to sign in.
  const isRegistered = registering.answer !== undefined;
  const submit = async (values: Readonly<Record<string, string>>): Promise<void> => {
    const { email = '', name = '', password = '' } = values;
    try {
      if (!isRegistered) await registering.runAsync({ body: { email, name: name.trim(), password } });
    } catch {
      return;
    }
    signingIn.mutate(values);
  };
  const { error } = registering;
  const isTaken = error?.code === 'email-taken';
  return (
    <Form
      label="Create an account"
      error={isTaken ? signingIn.error : (error ?? signingIn.error)}
      fields={['name', 'email', 'password']}
      onSubmit={(values) => void submit(values)}
    >
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        maxLength={200}
        required
        error={fieldError(error, 'name')}
      />
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="email"
        maxLength={254}
        required
        error={
          isTaken ? 'There is an account with this address. Sign in with it.' : fieldError(error, 'email')
        }
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={8}
        maxLength={256}
        required
        hint="At least 8 characters."
        error={fieldError(error, 'password')}
      />
      <Button type="submit" look="primary" isBusy={isRunning}>
        {isRunning ? 'Creating the account …' : isRegistered ? 'Sign in' : 'Create account'}
      </Button>
    </Form>
  );
}
