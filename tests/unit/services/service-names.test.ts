import { expect } from 'chai';
import { serviceNames } from '../../../src/application/service-names.js';
import { serviceContracts } from '../../../src/services/gateway/gateway-module.js';

describe('service names', () => {
  it('are those of the contracts that the gateway hands on', () => {
    expect(serviceContracts.map(({ service }) => service)).to.have.members(serviceNames);
  });
});
