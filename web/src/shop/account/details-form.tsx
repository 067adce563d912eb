import type { ReactNode } from 'react';
import type { Customer } from '../../api/dtos.js';
import { useCommand } from '../../data/use-command.js';
import { Button } from '../../design/actions/button.js';
import { useToast } from '../../design/feedback/toasts.js';
import { fieldError } from '../../design/forms/field-errors.js';
import { Form } from '../../design/forms/form.js';
import { TextField } from '../../design/forms/text-field.js';

/** A customer's name and address for mails. */
export function DetailsForm({ customer }: { readonly customer: Customer }): ReactNode {
  const { customerId, name, email, revision } = customer;
  const toast = useToast();
  const change = useCommand('changeCustomer', {
    changes: ['getCustomer'],
    onSuccess: () => toast('Your details are saved.'),
  });
  const isTaken = change.error?.code === 'email-taken';
  return (
    <Form
      label="You"
      error={isTaken ? null : change.error}
      fields={['name', 'email']}
      onSubmit={(values) =>
        change.run({
          params: { customerId },
          body: { name: values['name']?.trim() ?? '', email: values['email'] ?? '' },
          ifMatch: revision,
        })
      }
    >
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        maxLength={200}
        required
        defaultValue={name ?? ''}
        error={fieldError(change.error, 'name')}
      />
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="email"
        maxLength={254}
        required
        defaultValue={email ?? ''}
        hint="You sign in with it, and get mails about your orders."
        error={isTaken ? 'There is another account with this address.' : fieldError(change.error, 'email')}
      />
      <Button type="submit" isBusy={change.isRunning}>
        {change.isRunning ? 'Saving …' : 'Save details'}
      </Button>
    </Form>
  );
}
