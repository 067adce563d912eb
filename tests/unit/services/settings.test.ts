import { expect } from 'chai';
import { ShoppingQuerySettings } from '../../../src/services/shopping-query-service/shopping-query-settings.js';
import { readSettings } from '../../../src/infrastructure/configuration/read-settings.js';
import { SettingsError } from '../../../src/infrastructure/configuration/settings-error.js';

describe('settings', () => {
  const read = (environment: Record<string, string>) => readSettings(ShoppingQuerySettings, environment);

  it('have defaults that suit one machine', () => {
    expect({ ...read({ UNRELATED: 'x', PORT: '' }) }).to.deep.equal({
      PORT: 8085,
      HOST: '127.0.0.1',
      INSTANCE: 'shopping-query-service-1',
      EVENTSTORE_URL: 'esdb://127.0.0.1:2113?tls=false',
      MONGODB_URL: 'mongodb://127.0.0.1:27017',
      ORDER_SERVICE_URLS: ['http://127.0.0.1:8083'],
    });
  });

  it('come from the environment', () => {
    const settings = read({ PORT: '9000', ORDER_SERVICE_URLS: 'http://a:1, http://b:2' });
    expect(settings.PORT).to.equal(9000);
    expect(settings.ORDER_SERVICE_URLS).to.deep.equal(['http://a:1', 'http://b:2']);
  });

  for (const [name, value] of [
    ['PORT', 'x'],
    ['PORT', '70000'],
    ['INSTANCE', 'a b'],
    ['EVENTSTORE_URL', 'http://localhost'],
    ['MONGODB_URL', 'localhost:27017'],
    ['ORDER_SERVICE_URLS', ','],
    ['ORDER_SERVICE_URLS', 'localhost:8083'],
  ] as const) {
    it(`are refused with one line when ${name} is ${value}`, () => {
      expect(() => read({ [name]: value })).to.throw(SettingsError, new RegExp(`^${name} .+$`));
    });
  }
});
