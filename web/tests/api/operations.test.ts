import { expect } from 'chai';
import { isCommand, type Operation } from '../../../src/infrastructure/http/contract/operation.js';
import { auditContract } from '../../../src/infrastructure/http/contracts/audit-contract.js';
import { ConsistentQuery } from '../../../src/infrastructure/http/contracts/common-dtos.js';
import { customerContract } from '../../../src/infrastructure/http/contracts/customer-contract.js';
import { gatewayContract } from '../../../src/infrastructure/http/contracts/operations/gateway-contract.js';
import { operationsContract } from '../../../src/infrastructure/http/contracts/operations/operations-contract.js';
import { orderContract } from '../../../src/infrastructure/http/contracts/order-contract.js';
import { productContract } from '../../../src/infrastructure/http/contracts/product-contract.js';
import { shoppingCommandContract } from '../../../src/infrastructure/http/contracts/shopping-command-contract.js';
import { shoppingQueryContract } from '../../../src/infrastructure/http/contracts/shopping-query-contract.js';
import type { Operation as WebOperation } from '../../src/api/operations/operation.js';
import { operations } from '../../src/api/operations/operations.js';

const contracts: Readonly<Record<string, Operation>> = Object.assign(
  {},
  ...[
    auditContract,
    customerContract,
    gatewayContract,
    operationsContract,
    orderContract,
    productContract,
    shoppingCommandContract,
    shoppingQueryContract,
  ].map((contract) => contract.operations),
);

describe('operations that pages call', () => {
  for (const [name, operation] of Object.entries(operations)) {
    it(`${name} is called as its contract says`, () => {
      const declared = contracts[name]!;
      const { method, path, isPublic, isConsistent }: WebOperation = operation;
      expect(declared.access).not.to.equal('service');
      expect({
        method,
        path,
        isPublic: isPublic === true,
        isConsistent: isConsistent === true,
      }).to.deep.equal({
        method: declared.method,
        path: declared.path,
        isPublic: declared.access === 'public',
        isConsistent:
          (!isCommand(declared) && declared.query?.prototype instanceof ConsistentQuery) ||
          declared.query === ConsistentQuery,
      });
    });
  }
});
