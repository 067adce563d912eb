import type { Decider } from '../decider.js';
import { DomainError } from '../domain-error.js';
import { NotFoundError } from '../not-found-error.js';
import { sameContent } from '../same-content.js';
import type { ChangeCustomerDetails, CustomerCommand, RegisterCustomer } from './commands.js';
import { normaliseEmail } from './email-address.js';
import type { CustomerEvent } from './events.js';
import type { CustomerState } from './state.js';

/**
 * A customer, in the stream `customer-<customerId>`. That an e-mail address belongs to one customer only is the business of
 * `emailClaimDecider`.
 * Errors: `customer-exists`, `customer-not-found`, `customer-deactivated`, `customer-erased`, `invalid-email`.
 */
export const customerDecider: Decider<CustomerState, CustomerCommand, CustomerEvent> = {
  category: 'customer',
  initialState: { status: 'unregistered' },
  decide,
  evolve,
};

type KnownCustomer = Extract<CustomerState, { status: 'active' | 'deactivated' }>;

function decide(command: CustomerCommand, state: CustomerState): readonly CustomerEvent[] {
  if (command.type === 'RegisterCustomer') return register(command, state);
  if (state.status === 'unregistered') throw new NotFoundError('customer', command.data.customerId);
  const { customerId } = state;
  if (state.status === 'erased') {
    if (command.type === 'EraseCustomer') return [];
    throw new DomainError('customer-erased', `The data of customer ${customerId} has been erased`);
  }
  switch (command.type) {
    case 'ChangeCustomerDetails':
      return changeDetails(command, state);
    case 'DeactivateCustomer':
      return state.status === 'deactivated' ? [] : [{ type: 'CustomerDeactivated', data: { customerId } }];
    case 'EraseCustomer':
      return [{ type: 'CustomerErased', data: { customerId } }];
    case 'GrantAdministratorRole':
      requireActive(state);
      return state.isAdministrator ? [] : [{ type: 'AdministratorRoleGranted', data: { customerId } }];
    case 'RevokeAdministratorRole':
      return state.isAdministrator ? [{ type: 'AdministratorRoleRevoked', data: { customerId } }] : [];
  }
}

function register({ data }: RegisterCustomer, state: CustomerState): readonly CustomerEvent[] {
  const { customerId, name, passwordHash, address } = data;
  if (state.status !== 'unregistered') {
    throw new DomainError('customer-exists', `Customer ${customerId} is registered already`);
  }
  const email = normaliseEmail(data.email);
  return [
    {
      type: 'CustomerRegistered',
      data: { customerId, email, name, passwordHash, ...(address && { address }) },
    },
  ];
}

function changeDetails({ data }: ChangeCustomerDetails, state: KnownCustomer): readonly CustomerEvent[] {
  const { customerId } = state;
  requireActive(state);
  const email = data.email === undefined ? state.email : normaliseEmail(data.email);
  const { name = state.name, passwordHash = state.passwordHash } = data;
  const address = data.address === undefined ? state.address : (data.address ?? undefined);
  const after = { ...state, email, name, passwordHash, address };
  if (sameContent(after, state)) return [];
  return [
    {
      type: 'CustomerDetailsChanged',
      data: {
        customerId,
        email,
        name,
        ...(address && { address }),
        ...(passwordHash !== state.passwordHash && { passwordHash }),
      },
    },
  ];
}

function requireActive({ status, customerId }: KnownCustomer): void {
  if (status === 'active') return;
  throw new DomainError('customer-deactivated', `Customer ${customerId} is deactivated`);
}

function evolve(state: CustomerState, event: CustomerEvent): CustomerState {
  if (event.type === 'CustomerRegistered') return { status: 'active', isAdministrator: false, ...event.data };
  if (state.status === 'unregistered' || state.status === 'erased') return state;
  switch (event.type) {
    case 'CustomerDetailsChanged':
      return {
        status: state.status,
        isAdministrator: state.isAdministrator,
        passwordHash: state.passwordHash,
        ...event.data,
      };
    case 'CustomerDeactivated':
      return { ...state, status: 'deactivated' };
    case 'CustomerErased':
      return { status: 'erased', customerId: state.customerId };
    case 'AdministratorRoleGranted':
      return { ...state, isAdministrator: true };
    case 'AdministratorRoleRevoked':
      return { ...state, isAdministrator: false };
  }
}
