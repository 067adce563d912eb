import { join } from 'node:path';
import { expect } from 'chai';
import { parseLauncherOptions } from '../../../src/services/launcher/launcher-options.js';
import { projectRoot } from '../../../src/services/launcher/project-root.js';
import { planShop } from '../../../src/services/launcher/shop-plan.js';
import type { ServicePorts } from '../../../src/services/launcher/shop-plan.js';

const servicePorts: ServicePorts = new Map([
  ['customer-service', [8181]],
  ['order-service', [8183, 50_001]],
]);

const scriptOf = (name: string) => `dist/${name}.js`;

describe('shop plan', () => {
  it('starts the embedded nodes in the data folder', () => {
    const { processes } = planShop(
      parseLauncherOptions(['--port-offset', '100'], {}),
      '/data',
      servicePorts,
      scriptOf,
    );

    const eventStore = processes.find(({ name }) => name === 'event-store')!;
    expect(eventStore.script).to.equal('embedded/eventstoredb/bin/embedded-eventstoredb.mjs');
    expect(eventStore.arguments).to.deep.equal(['--dir', join('/data', 'event-store'), '--port', '2213']);
    const mailbox = processes.find(({ name }) => name === 'mailbox')!;
    expect(mailbox.arguments.slice(2)).to.deep.equal(['--smtp-port', '1125', '--http-port', '8125']);
    expect(mailbox.url).to.equal('http://127.0.0.1:8125');
  });

  it('tells every service where the registry is, and who it is itself', () => {
    const { processes } = planShop(
      parseLauncherOptions(['--port-offset', '100'], {}),
      '/data',
      servicePorts,
      scriptOf,
    );

    const second = processes.find(({ name }) => name === 'order-service-2')!;
    expect(second.url).to.equal('http://127.0.0.1:50001');
    expect(second.environment).to.include({
      PORT: '50001',
      INSTANCE: 'order-service-2',
      EVENTSTORE_URL: 'esdb://127.0.0.1:2213?tls=false',
      MONGODB_URL: 'mongodb://127.0.0.1:27117',
      SMTP_URL: 'smtp://127.0.0.1:1125',
      MAILBOX_URL: 'http://127.0.0.1:8125',
      REGISTRY_URLS: 'http://127.0.0.1:8861/eureka',
      DIRECTORY_FILE: join('/data', 'directories', 'order-service-2.json'),
      LEASE_DURATION_S: '5',
    });
    expect(processes.at(-1)).to.include({ name: 'gateway', url: 'http://127.0.0.1:8180' });
    expect(processes[0]).to.include({ name: 'registry', url: 'http://127.0.0.1:8861' });
    expect(processes[0]!.environment).to.include({ PORT: '8861', DATA_FOLDER: join('/data', 'registry') });
  });

  it('gives every service the passwords that registry and config server ask for', () => {
    const environment = { REGISTRY_PASSWORD: 'a/b$&', CONFIG_PASSWORD: 'c:d' };
    const { processes } = planShop(parseLauncherOptions([], environment), '/data', servicePorts, scriptOf);

    for (const name of ['order-service', 'gateway']) {
      expect(processes.find((one) => one.name === name)!.environment).to.include({
        REGISTRY_URLS: 'http://registry:a%2Fb%24%26@127.0.0.1:8761/eureka',
        CONFIG_SERVER_URL: 'http://config:c%3Ad@127.0.0.1:8888',
      });
    }
  });

  it('tells services and gateway where traces go, when they go anywhere', () => {
    const zipkinOf = (given: string[]) =>
      planShop(parseLauncherOptions(given, {}), '/data', servicePorts, scriptOf)
        .processes.filter(({ environment }) => 'ZIPKIN_URL' in environment)
        .map(({ name, environment }) => `${name} ${environment['ZIPKIN_URL']}`);

    expect(zipkinOf(['--zipkin', 'http://z:9411'])).to.deep.equal([
      'customer-service http://z:9411',
      'order-service http://z:9411',
      'order-service-2 http://z:9411',
      'gateway http://z:9411',
    ]);
    expect(zipkinOf([])).to.deep.equal([]);
  });

  it('tells services which Kafka carries integration events, when one does', () => {
    const kafkaOf = (given: string[]) =>
      planShop(parseLauncherOptions(given, {}), '/data', servicePorts, scriptOf)
        .processes.filter(({ environment }) => 'KAFKA_BROKERS' in environment)
        .map(({ name, environment }) => `${name} ${environment['KAFKA_BROKERS']}`);

    expect(kafkaOf(['--kafka', 'a:9092, b:9093'])).to.deep.equal([
      'customer-service a:9092,b:9093',
      'order-service a:9092,b:9093',
      'order-service-2 a:9092,b:9093',
    ]);
    expect(kafkaOf([])).to.deep.equal([]);
  });

  it('starts no node that runs elsewhere', () => {
    const given = ['--event-store', 'esdb://e:1', '--mongodb', 'mongodb://m:2', '--smtp', 'smtp://s:3'];
    const { processes, ports } = planShop(parseLauncherOptions(given, {}), '/data', servicePorts, scriptOf);

    const nodes = processes.filter(({ kind }) => kind === 'node');
    expect(nodes.map(({ name }) => name)).to.deep.equal(['registry']);
    expect(processes.find(({ name }) => name === 'order-service')!.environment).to.include({
      EVENTSTORE_URL: 'esdb://e:1',
      MONGODB_URL: 'mongodb://m:2',
    });
    expect(processes.find(({ name }) => name === 'customer-service')!.environment).to.not.have.property(
      'MAILBOX_URL',
    );
    expect(ports.map(({ port }) => port)).to.deep.equal([8761, 8181, 8183, 50_001, 8888, 8080]);
  });

  it('starts no registry where there is one', () => {
    const given = ['--registry', 'http://eureka:8761/eureka'];
    const { processes, ports } = planShop(parseLauncherOptions(given, {}), '/data', servicePorts, scriptOf);
    expect([...processes, ...ports].map(({ name }) => name)).to.not.include('registry');
    const gateway = processes.find(({ name }) => name === 'gateway');
    expect(gateway?.environment).to.include({ REGISTRY_URLS: 'http://eureka:8761/eureka' });
  });

  describe('the config server', () => {
    const planned = (...given: string[]) =>
      planShop(parseLauncherOptions(given, {}), '/data', servicePorts, scriptOf).processes;
    const environmentOf = (name: string, ...given: string[]) =>
      planned(...given).find((process) => process.name === name)?.environment;

    it("serves the project's folder, and every service knows it", () => {
      expect(environmentOf('config-server')).to.include({ CONFIG_FOLDER: join(projectRoot, 'config') });
      expect(environmentOf('order-service-2')).to.include({ CONFIG_SERVER_URL: 'http://127.0.0.1:8888' });
      expect(environmentOf('gateway')).to.include({ CONFIG_SERVER_URL: 'http://127.0.0.1:8888' });
    });

    it('serves another folder', () => {
      expect(environmentOf('config-server', '--config', '/other')).to.include({
        CONFIG_FOLDER: '/other',
        CONFIG_GIT_URI: '',
      });
    });

    for (const uri of ['https://host/shop.git', 'git@host:shop', '/somewhere/shop.git', 'file:///shop']) {
      it(`serves the git repository ${uri}`, () => {
        expect(environmentOf('config-server', '--config', uri)).to.include({
          CONFIG_GIT_URI: uri,
          CONFIG_GIT_DIRECTORY: join('/data', 'config-repository'),
        });
      });
    }

    it('is not started where there is one', () => {
      const given = ['--config-server', 'http://c:1'];
      expect(planned(...given).map(({ name }) => name)).to.not.include('config-server');
      expect(environmentOf('order-service', ...given)).to.include({ CONFIG_SERVER_URL: 'http://c:1' });
    });
  });
});
