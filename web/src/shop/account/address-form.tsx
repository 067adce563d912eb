import type { ReactNode } from 'react';
import type { Customer } from '../../api/dtos.js';
import { useCommand } from '../../data/use-command.js';
import { Button } from '../../design/actions/button.js';
import { useToast } from '../../design/feedback/toasts.js';
import { Form } from '../../design/forms/form.js';
import { AddressFields } from '../address/address-fields.js';
import { addressFrom, addressPaths } from '../address/address-values.js';

/** Where a customer's parcels go unless an order says otherwise. */
export function AddressForm({ customer }: { readonly customer: Customer }): ReactNode {
  const { customerId, address, revision } = customer;
  const toast = useToast();
  const change = useCommand('changeCustomer', {
    changes: ['getCustomer'],
    onSuccess: () => toast('Your address is saved.'),
  });
  return (
    <Form
      label="Address"
      error={change.error}
      fields={addressPaths('address')}
      onSubmit={(values) =>
        change.run({ params: { customerId }, body: { address: addressFrom(values) }, ifMatch: revision })
      }
    >
      <AddressFields initial={address} error={change.error} path="address" />
      <Button type="submit" isBusy={change.isRunning}>
        {change.isRunning ? 'Saving …' : 'Save address'}
      </Button>
    </Form>
  );
}
