import { expect } from 'chai';
import { parseLauncherOptions } from '../../../src/services/launcher/launcher-options.js';
import { UsageError } from '../../../src/services/launcher/usage-error.js';

describe('launcher options', () => {
  it('start one of everything, embedded, when nothing is said', () => {
    expect(parseLauncherOptions([], {})).to.deep.equal({
      dataDirectory: undefined,
      portOffset: 0,
      instances: new Map(),
      demoData: true,
      json: false,
      eventStoreUrl: undefined,
      mongoDbUrl: undefined,
      smtpUrl: undefined,
      configServerUrl: undefined,
      registryUrl: undefined,
      registryLogin: undefined,
      configServerLogin: undefined,
      zipkinUrl: undefined,
      kafkaBrokers: undefined,
      configuration: undefined,
      passwords: {},
    });
  });

  it('come from the command line', () => {
    const given =
      '--data d --port-offset 100 --instances order-service=2 --instances product-service=3 --no-demo-data --json ' +
      '--event-store esdb://e:2113?tls=false --mongodb mongodb://m:27017 --smtp smtp://s:25 ' +
      '--config-server https://c:8888 --registry http://r:1/eureka,http://s:2 --zipkin http://z:9411 --config settings --kafka k:9092,l:9093';
    expect(parseLauncherOptions(given.split(' '), {})).to.deep.equal({
      dataDirectory: 'd',
      portOffset: 100,
      instances: new Map([
        ['order-service', 2],
        ['product-service', 3],
      ]),
      demoData: false,
      json: true,
      eventStoreUrl: 'esdb://e:2113?tls=false',
      mongoDbUrl: 'mongodb://m:27017',
      smtpUrl: 'smtp://s:25',
      configServerUrl: 'https://c:8888',
      registryUrl: 'http://r:1/eureka,http://s:2',
      registryLogin: undefined,
      configServerLogin: undefined,
      zipkinUrl: 'http://z:9411',
      kafkaBrokers: 'k:9092,l:9093',
      configuration: 'settings',
      passwords: {},
    });
  });

  it('know what registry and config server ask for by their own variables', () => {
    const { registryLogin, configServerLogin } = parseLauncherOptions([], {
      REGISTRY_PASSWORD: 'r',
      CONFIG_USER: 'u',
      CONFIG_PASSWORD: 'c',
    });
    expect(registryLogin).to.deep.equal({ user: 'registry', password: 'r' });
    expect(configServerLogin).to.deep.equal({ user: 'u', password: 'c' });
  });

  it('take passwords from the environment only', () => {
    const environment = { WEBSTORE_ADMIN_PASSWORD: 'of some length', WEBSTORE_CUSTOMER_PASSWORD: '' };
    expect(parseLauncherOptions([], environment).passwords).to.deep.equal({
      administrator: 'of some length',
    });
  });

  it('come from the environment where the command line is silent', () => {
    const environment = {
      WEBSTORE_DATA: 'from-environment',
      WEBSTORE_PORT_OFFSET: '7',
      WEBSTORE_INSTANCES: 'order-service=2,customer-service=3',
      WEBSTORE_DEMO_DATA: 'false',
      MONGODB_URL: 'mongodb://m',
      SMTP_URL: '',
    };
    const options = parseLauncherOptions(['--port-offset', '8'], environment);

    expect(options).to.include({ dataDirectory: 'from-environment', portOffset: 8, demoData: false });
    expect(options).to.include({ mongoDbUrl: 'mongodb://m', smtpUrl: undefined });
    expect([...options.instances]).to.deep.equal([
      ['order-service', 2],
      ['customer-service', 3],
    ]);
  });

  const refused: [string, string[], Record<string, string>, RegExp][] = [
    ['an unknown option', ['--port'], {}, /unknown option '--port'/],
    ['an argument', ['now'], {}, /too many arguments/],
    ['an option without its value', ['--data'], {}, /argument missing/],
    ['a data folder without a name', ['--data', ''], {}, /^--data is given without a value$/],
    ['a configuration without a name', ['--config='], {}, /^--config is given without a value$/],
    [
      'a password too short',
      [],
      { WEBSTORE_ADMIN_PASSWORD: 'short' },
      /^WEBSTORE_ADMIN_PASSWORD must have 8/,
    ],
    ['a port offset that is no number', ['--port-offset', 'x'], {}, /--port-offset must be a whole number/],
    ['a negative port offset', ['--port-offset=-1'], {}, /from 0 to/],
    ['a port offset beyond the last port', ['--port-offset', '40000'], {}, /from 0 to 38518/],
    ['instances of an unknown service', ['--instances', 'till=2'], {}, /not 'till=2'/],
    ['more than one gateway', ['--instances', 'gateway=2'], {}, /not 'gateway=2'/],
    ['no instances', ['--instances', 'order-service=0'], {}, /n from 1 to 16/],
    ['instances without a count', ['--instances', 'order-service'], {}, /n from 1 to 16/],
    ['an event store URL of another kind', ['--event-store', 'http://e'], {}, /esdb:\/\/host:port/],
    ['a MongoDB URL of another kind', [], { MONGODB_URL: 'm:27017' }, /mongodb:\/\/host:port/],
    ['a MongoDB URL of no port', ['--mongodb', 'mongodb://m:port'], {}, /mongodb:\/\/host:port/],
    ['an SMTP URL of another kind', ['--smtp', 'mailto:x'], {}, /smtp:\/\/host:port/],
    ['a config server URL of another kind', ['--config-server', 'c:8888'], {}, /http:\/\/host:port/],
    ['demo data neither true nor false', [], { WEBSTORE_DEMO_DATA: 'no' }, /must be true or false/],
    ['a Kafka without a port', ['--kafka', 'k'], {}, /--kafka must list brokers like host:port, not 'k'/],
    ['brokers one of which is none', [], { KAFKA_BROKERS: 'k:9092,http://k' }, /--kafka must list brokers/],
    ['a broker beyond the last port', ['--kafka', 'k:65536'], {}, /--kafka must list brokers/],
    [
      'a Zipkin URL of another kind',
      [],
      { ZIPKIN_URL: 'z:9411' },
      /--zipkin must be a URL like http:\/\/host:port/,
    ],
  ];
  for (const [name, given, environment, message] of refused) {
    it(`refuse ${name} in one line`, () => {
      expect(() => parseLauncherOptions(given, environment))
        .to.throw(UsageError, message)
        .with.property('message')
        .that.does.not.include('\n');
    });
  }
});
