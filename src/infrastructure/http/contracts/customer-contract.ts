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

/** Customers and the e-mails sent to them. */
export const customerContract = contract({
  service: 'customer-service',
  title: 'Customers and their e-mails',
  operations: {
    registerCustomer: operation({
      method: 'POST',
      path: '/customers',
      summary: 'Registers a customer',
      status: 201,
      body: RegisterCustomerBody,
      answer: CustomerRegistered,
      problems: { 'email-taken': 409 },
    }),
    listCustomers: operation({
      method: 'GET',
      path: '/customers',
      summary: 'Lists customers, newest first',
      status: 200,
      query: ListCustomersQuery,
      answer: CustomerPage,
    }),
    getCustomer: operation({
      method: 'GET',
      path: '/customers/{customerId}',
      summary: 'Shows a customer',
      status: 200,
      query: ConsistentQuery,
      answer: CustomerDto,
      problems: { 'customer-not-found': 404 },
    }),
    changeCustomer: operation({
      method: 'PATCH',
      path: '/customers/{customerId}',
      summary: 'Changes what is given',
      status: 200,
      body: ChangeCustomerBody,
      answer: CustomerChanged,
      problems: { 'customer-not-found': 404, 'customer-deactivated': 409, 'email-taken': 409 },
    }),
    deactivateCustomer: operation({
      method: 'DELETE',
      path: '/customers/{customerId}',
      summary: 'Deactivates a customer',
      status: 204,
      problems: { 'customer-not-found': 404 },
    }),
    listEmails: operation({
      method: 'GET',
      path: '/customers/{customerId}/emails',
      summary: 'Lists the e-mails to a customer, newest first',
      status: 200,
      query: ListQuery,
      answer: EmailPage,
      problems: { 'customer-not-found': 404 },
    }),
  },
});
