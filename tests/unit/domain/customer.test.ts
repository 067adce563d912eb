import { expect } from 'chai';
import type { ChangeCustomerDetails, CustomerCommand } from '../../../src/domain/customer/commands.js';
import { customerDecider } from '../../../src/domain/customer/decider.js';
import { normaliseEmail } from '../../../src/domain/customer/email-address.js';
import type { CustomerEvent } from '../../../src/domain/customer/events.js';
import { decide } from '../../../src/testing/decider-specification.js';

const customerId = 'c1';
const address = { street: 'Main Street 1', postalCode: '12345', city: 'Springfield', country: 'US' };
const person = { customerId, email: 'ann@example.com', name: 'Ann', passwordHash: '$argon2id$…', address };
const registered: CustomerEvent = { type: 'CustomerRegistered', data: person };
const deactivated: CustomerEvent = { type: 'CustomerDeactivated', data: { customerId } };
const erased: CustomerEvent = { type: 'CustomerErased', data: { customerId } };
const deactivate: CustomerCommand = { type: 'DeactivateCustomer', data: { customerId } };
const erase: CustomerCommand = { type: 'EraseCustomer', data: { customerId } };
const change = (data: Omit<ChangeCustomerDetails['data'], 'customerId'>): CustomerCommand => ({
  type: 'ChangeCustomerDetails',
  data: { customerId, ...data },
});
const active = decide(customerDecider).given(registered);

describe('customer', () => {
  it('registers with the one spelling of the e-mail address', () => {
    decide(customerDecider)
      .when({ type: 'RegisterCustomer', data: { ...person, email: ' Ann@Example.COM ' } })
      .thenEvents(registered);
  });

  it('registers without an address', () => {
    const { address: _, ...data } = person;
    decide(customerDecider)
      .when({ type: 'RegisterCustomer', data: { ...data, address: undefined } })
      .thenEvents({ type: 'CustomerRegistered', data });
  });

  it('registers once', () =>
    active.when({ type: 'RegisterCustomer', data: person }).thenFails('customer-exists'));

  it('must be registered before anything else', () => {
    for (const command of [deactivate, erase, change({ name: 'Bob' })]) {
      decide(customerDecider).when(command).thenFails('customer-not-found', { id: customerId });
    }
  });

  describe('changing details', () => {
    const unchanged = { customerId, email: person.email, name: person.name, address };

    it('keeps what is not given, and the password out of the event', () => {
      active
        .when(change({ name: 'Anna' }))
        .thenEvents({ type: 'CustomerDetailsChanged', data: { ...unchanged, name: 'Anna' } })
        .thenState({ status: 'active', isAdministrator: false, ...person, name: 'Anna' });
    });

    it('removes the address', () => {
      const { address: _, ...rest } = unchanged;
      const { address: __, ...homeless } = person;
      active
        .when(change({ address: null }))
        .thenEvents({ type: 'CustomerDetailsChanged', data: rest })
        .thenState({ status: 'active', isAdministrator: false, ...homeless });
    });

    it('takes a new e-mail address and password', () => {
      active.when(change({ email: 'ANN@example.org', passwordHash: 'other' })).thenEvents({
        type: 'CustomerDetailsChanged',
        data: { ...unchanged, email: 'ann@example.org', passwordHash: 'other' },
      });
    });

    it('says nothing when nothing changes', () => {
      active.when(change({})).thenNothing();
      active.when(change({ email: 'ANN@example.com', name: 'Ann', address: { ...address } })).thenNothing();
    });

    it('refuses what is no e-mail address', () =>
      active.when(change({ email: 'nobody' })).thenFails('invalid-email'));
  });

  describe('deactivated', () => {
    it('is said once', () => active.when(deactivate).thenEvents(deactivated).when(deactivate).thenNothing());

    it('takes no changes', () =>
      active
        .given(deactivated)
        .when(change({ name: 'Bob' }))
        .thenFails('customer-deactivated'));
  });

  describe('erased', () => {
    it('leaves no personal data, from whichever state', () => {
      const nobody = { status: 'erased', customerId } as const;
      active.when(erase).thenEvents(erased).thenState(nobody);
      active.given(deactivated).when(erase).thenEvents(erased).thenState(nobody);
    });

    it('is final', () => {
      const gone = active.given(erased);
      gone.when(erase).thenNothing();
      gone.when(deactivate).thenFails('customer-erased');
      gone.when(change({ name: 'Bob' })).thenFails('customer-erased');
      gone.when({ type: 'RegisterCustomer', data: person }).thenFails('customer-exists');
    });
  });
});

describe('e-mail address', () => {
  for (const email of [
    '',
    'ann',
    '@example.com',
    'ann@',
    'a b@example.com',
    'a@b@c',
    'a@b,c',
    `${'a'.repeat(250)}@b.cd`,
  ]) {
    it(`refuses '${email.slice(0, 20)}'`, () => {
      expect(() => normaliseEmail(email))
        .to.throw()
        .with.property('code', 'invalid-email');
    });
  }

  it('is trimmed and lower-case', () => {
    expect(normaliseEmail('\tÄnn.O+x@Example.co.uk ')).to.equal('änn.o+x@example.co.uk');
  });
});
