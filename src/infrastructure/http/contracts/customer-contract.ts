import { contract } from '../contract/contract.js';
import { operation } from '../contract/operation.js';
import { ConsistentQuery, ListQuery } from './common-dtos.js';
import {
  ChangeCustomerBody,
  CustomerChanged,
  CustomerDto,
  CustomerPage,
  CustomerRegistered,
  EmailPage,
  ListCustomersQuery,
  RegisterCustomerBody,
} from './customer-dtos.js';
import { mailboxOperations } from './operations/mailbox-operations.js';
import { sessionOperations } from './session-operations.js';

/** Customers, the e-mails sent to them, and how they sign in. */
export const customerContract = contract({
  service: 'customer-service',
  title: 'Customers and their e-mails',
  operations: {
    registerCustomer: operation({
      method: 'POST',
      path: '/customers',
      summary: 'Registers a customer',
      access: 'public',
      status: 201,
      body: RegisterCustomerBody,
      answer: CustomerRegistered,
      problems: { 'email-taken': 409 },
    }),
    listCustomers: operation({
      method: 'GET',
      path: '/customers',
      summary: 'Lists customers, newest first',
      access: 'administrator',
      status: 200,
      query: ListCustomersQuery,
      answer: CustomerPage,
    }),
    getCustomer: operation({
      method: 'GET',
      path: '/customers/{customerId}',
      summary: 'Shows a customer',
      access: 'customer',
      status: 200,
      query: ConsistentQuery,
      answer: CustomerDto,
      problems: { 'customer-not-found': 404 },
    }),
    changeCustomer: operation({
      method: 'PATCH',
      path: '/customers/{customerId}',
      summary: 'Changes what is given',
      access: 'customer',
      status: 200,
      body: ChangeCustomerBody,
      answer: CustomerChanged,
      problems: { 'customer-not-found': 404, 'customer-deactivated': 409, 'email-taken': 409 },
    }),
    deactivateCustomer: operation({
      method: 'DELETE',
      path: '/customers/{customerId}',
      summary: 'Deactivates a customer',
      access: 'customer',
      status: 204,
      problems: { 'customer-not-found': 404 },
    }),
    listEmails: operation({
      method: 'GET',
      path: '/customers/{customerId}/emails',
      summary: 'Lists the e-mails to a customer, newest first',
      access: 'customer',
      status: 200,
      query: ListQuery,
      answer: EmailPage,
      problems: { 'customer-not-found': 404 },
    }),
    grantAdministratorRole: operation({
      method: 'PUT',
      path: '/customers/{customerId}/roles/administrator',
      summary: 'Makes a customer an administrator, from the next access token on',
      access: 'service',
      callers: ['operator'],
      status: 204,
      problems: { 'customer-not-found': 404, 'customer-deactivated': 409 },
    }),
    revokeAdministratorRole: operation({
      method: 'DELETE',
      path: '/customers/{customerId}/roles/administrator',
      summary: 'Makes an administrator a customer like any other',
      access: 'service',
      callers: ['operator'],
      status: 204,
      problems: { 'customer-not-found': 404 },
    }),
    ...sessionOperations,
    ...mailboxOperations,
  },
});
