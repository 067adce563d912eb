import type { CustomerDocument } from '../application/read-models/customer-view.js';
import type { Document } from '../application/read-models/document.js';
import { searchText } from '../application/read-models/search-text.js';
import type { CustomerEvent } from '../domain/customer/events.js';
import { existing, idBehind } from './document-id.js';
import type { Projection } from './projection.js';
import { typed } from './typed.js';

type Customer = Omit<CustomerDocument, keyof Document>;

/** Customers without their password hashes, which no read model ever holds. */
export const customers: Projection<CustomerDocument> = {
  name: 'customers',
  version: 1,
  filter: { streamPrefixes: ['customer-'] },
  indexes: [{ listKey: 1 }],
  documentId: idBehind('customer-'),
  evolve(document, recorded): Customer {
    const { type, data } = typed<CustomerEvent>(recorded);
    if (type === 'CustomerRegistered') {
      const { customerId, email, name, address = null } = data;
      return { customerId, email, name, address, status: 'active', searchText: searchText(name, email) };
    }
    const customer = existing(document, recorded);
    switch (type) {
      case 'CustomerDetailsChanged': {
        const { email, name, address = null } = data;
        return { ...customer, email, name, address, searchText: searchText(name, email) };
      }
      case 'CustomerDeactivated':
        return { ...customer, status: 'deactivated' };
      case 'CustomerErased':
        return { ...customer, email: null, name: null, address: null, status: 'erased', searchText: '' };
      default:
        return customer;
    }
  },
};
