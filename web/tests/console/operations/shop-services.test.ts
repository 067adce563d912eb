import { expect } from 'chai';
import { processManagers } from '../../../../src/application/process-managers.js';
import { serviceNames } from '../../../../src/application/service-names.js';
import { MANAGERS, SERVICES } from '../../../src/console/operations/shop-services.js';

describe('what the console knows of the shop', () => {
  it('is every service', () => {
    expect(SERVICES).to.deep.equal(serviceNames);
  });

  it('is every process manager, and who runs it', () => {
    expect(MANAGERS).to.deep.equal(
      Object.fromEntries(processManagers.map(({ service, manager }) => [manager.name, service])),
    );
  });
});
