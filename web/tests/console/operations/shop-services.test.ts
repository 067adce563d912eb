import { expect } from 'chai';
import { processManagers } from '../../../../src/application/process-managers.js';
import { MANAGERS, SERVICES } from '../../../src/console/operations/shop-services.js';
import { auditContract } from '../../../../src/infrastructure/http/contracts/audit-contract.js';
import { customerContract } from '../../../../src/infrastructure/http/contracts/customer-contract.js';
import { orderContract } from '../../../../src/infrastructure/http/contracts/order-contract.js';
import { productContract } from '../../../../src/infrastructure/http/contracts/product-contract.js';
import { shoppingCommandContract } from '../../../../src/infrastructure/http/contracts/shopping-command-contract.js';
import { shoppingQueryContract } from '../../../../src/infrastructure/http/contracts/shopping-query-contract.js';

const contracts = [
  auditContract,
  customerContract,
  orderContract,
  productContract,
  shoppingCommandContract,
  shoppingQueryContract,
];

describe('what the console knows of the shop', () => {
  it('is every service', () => {
    expect([...SERVICES].sort()).to.deep.equal(contracts.map(({ service }) => service).sort());
  });

  it('is every process manager, and who runs it', () => {
    expect(MANAGERS).to.deep.equal(
      Object.fromEntries(processManagers.map(({ service, manager }) => [manager.name, service])),
    );
  });
});
