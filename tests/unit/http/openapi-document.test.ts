import { expect } from 'chai';
import { customerContract } from '../../../src/infrastructure/http/contracts/customer-contract.js';
import { productContract } from '../../../src/infrastructure/http/contracts/product-contract.js';
import { openApiDocument } from '../../../src/infrastructure/http/openapi/openapi-document.js';

type Responses = Readonly<Record<string, { readonly description: string }>>;

describe('an OpenAPI document', () => {
  const { paths, components } = openApiDocument(productContract);
  const codesOf = (path: string, method: string): Record<string, string[]> => {
    const { responses } = paths[path]![method] as { responses: Responses };
    return Object.fromEntries(
      Object.entries(responses).map(([status, { description }]) => [status, description.split(', ')]),
    );
  };

  it('says what may be null, as the last page has no next one', () => {
    expect(components.schemas['ProductPage']).to.deep.nested.include({
      'properties.nextCursor': { anyOf: [{ type: 'string' }, { type: 'null' }] },
    });
    const customers = openApiDocument(customerContract).components.schemas;
    expect(customers['CustomerDto']).to.deep.nested.include({
      'properties.address.anyOf[1]': { type: 'null' },
      'properties.customerId.type': 'string',
    });
    expect(JSON.stringify(customers)).to.not.include('x-nullable');
  });

  it('names the problems of every call with those of its kind', () => {
    expect(codesOf('/products', 'get')).to.have.all.keys('200', '400', 'default');
    expect(codesOf('/products', 'get')['400']).to.have.members([
      'validation-failed',
      'malformed-query',
      'invalid-cursor',
      'invalid-consistency-token',
    ]);
    const registering = codesOf('/products', 'post');
    expect(registering['400']).to.include.members(['malformed-json', 'malformed-if-match']);
    expect(registering['409']).to.have.members(['product-exists', 'idempotency-key-in-use']);
    expect(registering['412']).to.have.members(['revision-mismatch']);
    expect(registering['422']).to.have.members(['idempotency-key-reused']);
  });

  it('says of no call with secrets that its answer is kept for a repeat', () => {
    const { responses } = openApiDocument(customerContract).paths['/sessions']!['post'] as {
      responses: Responses;
    };
    expect(responses).to.include.keys('401', '415').and.not.include.keys('422');
  });
});
