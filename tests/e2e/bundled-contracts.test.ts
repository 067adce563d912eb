import { expect } from 'chai';
import { serviceNames } from '../../src/application/service-names.js';
import type { Contract } from '../../src/infrastructure/http/contract/contract.js';
import { auditContract } from '../../src/infrastructure/http/contracts/audit-contract.js';
import { customerContract } from '../../src/infrastructure/http/contracts/customer-contract.js';
import { gatewayContract } from '../../src/infrastructure/http/contracts/operations/gateway-contract.js';
import { operationsContract } from '../../src/infrastructure/http/contracts/operations/operations-contract.js';
import { orderContract } from '../../src/infrastructure/http/contracts/order-contract.js';
import { productContract } from '../../src/infrastructure/http/contracts/product-contract.js';
import { shoppingCommandContract } from '../../src/infrastructure/http/contracts/shopping-command-contract.js';
import { shoppingQueryContract } from '../../src/infrastructure/http/contracts/shopping-query-contract.js';
import { mergeOpenApi, openApiDocument } from '../../src/infrastructure/http/openapi/openapi-document.js';
import { contracts } from '../../src/services/gateway/gateway-module.js';
import { bundlesAreFresh } from '../../src/services/launcher/service-bundles.js';
import { projectRoot } from '../support/project-root.js';
import { sharedShop } from './support/shared-shop.js';
import type { TestShop } from './support/test-shop.js';

const serviceContracts: Readonly<Record<(typeof serviceNames)[number], Contract>> = {
  'customer-service': customerContract,
  'product-service': productContract,
  'order-service': orderContract,
  'shopping-command-service': shoppingCommandContract,
  'shopping-query-service': shoppingQueryContract,
  'audit-service': auditContract,
};

/** Documents name classes, and a bundler gives one of two classes of a name another: they are compared with those of the source. */
describe('the OpenAPI document of a bundled process', function () {
  this.timeout(60_000);
  const sharing = sharedShop();
  let shop: TestShop;

  before(async () => {
    shop = await sharing.join();
  });
  after(() => sharing.leave());

  const served = async (name: (typeof serviceNames)[number] | 'gateway') =>
    (await fetch(`${shop.url(name)}/openapi.json`)).json();

  it('is served by a bundle here', () => {
    expect(bundlesAreFresh(projectRoot)).to.equal(true);
  });

  for (const name of serviceNames) {
    it(`is what the source of ${name} says`, async () => {
      const contract = serviceContracts[name];
      expect(await served(name)).to.deep.equal(
        mergeOpenApi(contract.title, [contract, operationsContract].map(openApiDocument)),
      );
    });
  }

  it('is what the source of the gateway says', async () => {
    expect(await served('gateway')).to.deep.equal(
      mergeOpenApi('WebStore', [...contracts, gatewayContract].map(openApiDocument)),
    );
  });
});
