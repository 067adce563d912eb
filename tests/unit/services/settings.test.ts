import { expect } from 'chai';
import { ShoppingQuerySettings } from '../../../src/services/shopping-query-service/shopping-query-settings.js';
import { readSettings } from '../../../src/infrastructure/configuration/read-settings.js';
import {
  newShopSecrets,
  trustSettings,
  trustedServiceKeys,
} from '../../../src/infrastructure/security/shop-secrets.js';
import { SettingsError } from '../../../src/infrastructure/configuration/settings-error.js';

describe('settings', () => {
  const secrets = newShopSecrets(['shopping-query-service']);
  const trust = trustSettings(secrets, 'shopping-query-service');
  const read = (environment: Record<string, string>) =>
    readSettings(ShoppingQuerySettings, { ...trust, ...environment });

  it('have defaults that suit one machine', () => {
    expect({ ...read({ UNRELATED: 'x', PORT: '' }) }).to.deep.equal({
      PORT: 8085,
      HOST: '127.0.0.1',
      INSTANCE: 'shopping-query-service-1',
      HEADERS_TIMEOUT_MS: 10_000,
      REQUEST_TIMEOUT_MS: 30_000,
      EVENTSTORE_URL: 'esdb://127.0.0.1:2113?tls=false',
      MONGODB_URL: 'mongodb://127.0.0.1:27017',
      KAFKA_BROKERS: [],
      KAFKA_TOPIC: 'webstore.orders',
      KAFKA_TOPIC_PARTITIONS: 6,
      KAFKA_TLS: false,
      KAFKA_USERNAME: '',
      KAFKA_PASSWORD: '',
      KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
      REGISTRY_URLS: ['http://127.0.0.1:8761/eureka'],
      ADVERTISED_HOST: '',
      RENEWAL_INTERVAL_S: 30,
      LEASE_DURATION_S: 90,
      DIRECTORY_REFRESH_MS: 30_000,
      DIRECTORY_FILE: '',
      ZIPKIN_URL: '',
      TRACE_SAMPLE_RATIO: 1,
      SERVICE_PRIVATE_KEY: secrets.serviceKeys['shopping-query-service'],
      TRUSTED_SERVICE_KEYS: trustedServiceKeys(secrets),
    });
  });

  it('come from the environment', () => {
    const settings = read({
      PORT: '9000',
      REGISTRY_URLS: 'http://a:1/eureka/, http://b:2',
      TRACE_SAMPLE_RATIO: '0.25',
      KAFKA_BROKERS: 'a:9092, b.example.com:9093',
    });
    expect(settings).to.include({ PORT: 9000, TRACE_SAMPLE_RATIO: 0.25 });
    expect(settings.KAFKA_BROKERS).to.deep.equal(['a:9092', 'b.example.com:9093']);
    expect(settings.REGISTRY_URLS).to.deep.equal(['http://a:1/eureka', 'http://b:2']);
  });

  for (const [name, value] of [
    ['SERVICE_PRIVATE_KEY', ''],
    ['SERVICE_PRIVATE_KEY', '{'],
    ['SERVICE_PRIVATE_KEY', '{"kty":"OKP","crv":"Ed25519","x":"AA","kid":"a"}'],
    ['TRUSTED_SERVICE_KEYS', '{"keys":[{"kty":"RSA"}]}'],
    ['PORT', 'x'],
    ['PORT', '70000'],
    ['INSTANCE', 'a b'],
    ['EVENTSTORE_URL', 'http://localhost'],
    ['EVENTSTORE_URL', 'esdb://a:b:c'],
    ['EVENTSTORE_URL', 'esdb://a:1,b:70000?tls=false'],
    ['MONGODB_URL', 'localhost:27017'],
    ['MONGODB_URL', 'mongodb://user:password@'],
    ['REGISTRY_URLS', ','],
    ['REGISTRY_URLS', 'localhost:8761'],
    ['ADVERTISED_HOST', 'http://order-service'],
    ['KAFKA_BROKERS', 'kafka'],
    ['KAFKA_BROKERS', 'kafka:9092,other'],
    ['KAFKA_BROKERS', 'kafka:70000'],
    ['KAFKA_TOPIC', 'orders of the shop'],
    ['KAFKA_TOPIC_PARTITIONS', '0'],
    ['KAFKA_TLS', 'yes'],
    ['KAFKA_SASL_MECHANISM', 'GSSAPI'],
    ['ZIPKIN_URL', 'zipkin:9411'],
    ['TRACE_SAMPLE_RATIO', '1.5'],
    ['TRACE_SAMPLE_RATIO', 'some'],
  ] as const) {
    it(`are refused with one line when ${name} is ${value}`, () => {
      expect(() => read({ [name]: value })).to.throw(SettingsError, new RegExp(`^${name} .+$`));
    });
  }
});
