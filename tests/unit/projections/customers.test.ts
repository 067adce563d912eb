import { customers } from '../../../src/projections/customers.js';
import { projection } from '../../../src/testing/projection-specification.js';

describe('customers', () => {
  const customer = projection(customers).of('customer-u1');
  const address = { street: 'Main St 1', postalCode: '10115', city: 'Berlin', country: 'DE' };
  const data = { customerId: 'u1', email: 'ada@example.org', name: 'Ada', passwordHash: '$argon2id$x' };
  const registered = { type: 'CustomerRegistered', data };
  const document = {
    customerId: 'u1',
    email: 'ada@example.org',
    name: 'Ada',
    address: null,
    status: 'active',
    searchText: 'ada\nada@example.org',
  } as const;

  it('shows everything but the password hash', () => {
    customer.given(registered).thenDocument(document);
    customer
      .given({ type: 'CustomerRegistered', data: { ...data, address } })
      .thenDocument({ ...document, address });
  });

  it('shows the details as they are now, still without the password hash', () =>
    customer
      .given(registered, {
        type: 'CustomerDetailsChanged',
        data: { customerId: 'u1', email: 'a@b.org', name: 'Ada L', address, passwordHash: '$argon2id$y' },
      })
      .thenDocument({
        ...document,
        email: 'a@b.org',
        name: 'Ada L',
        address,
        searchText: 'ada l\na@b.org',
      }));

  it('tells that it was deactivated', () =>
    customer
      .given(registered, { type: 'CustomerDeactivated', data: { customerId: 'u1' } })
      .thenDocument({ ...document, status: 'deactivated' }));

  it('holds nothing personal once erased', () =>
    customer
      .given(
        { type: 'CustomerRegistered', data: { ...data, address } },
        {
          type: 'CustomerErased',
          data: { customerId: 'u1' },
        },
      )
      .thenDocument({
        customerId: 'u1',
        email: null,
        name: null,
        address: null,
        status: 'erased',
        searchText: '',
      }));
});
