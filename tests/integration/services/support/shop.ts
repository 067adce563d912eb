import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start as startEventStore } from '@webstore/embedded-eventstoredb';
import { start as startMailbox } from '@webstore/embedded-mailbox';
import { start as startMongo } from '@webstore/embedded-mongodb';
import { LiveConfiguration } from '../../../../src/infrastructure/configuration/live-configuration.js';
import { customerModule } from '../../../../src/services/customer-service/customer-module.js';
import { CustomerServiceSettings } from '../../../../src/services/customer-service/customer-service-settings.js';
import { GatewaySettings } from '../../../../src/services/gateway/gateway-settings.js';
import { startGateway } from '../../../../src/services/gateway/start-gateway.js';
import { orderModule } from '../../../../src/services/order-service/order-module.js';
import { OrderServiceSettings } from '../../../../src/services/order-service/order-service-settings.js';
import { productModule } from '../../../../src/services/product-service/product-module.js';
import { ProductServiceSettings } from '../../../../src/services/product-service/product-service-settings.js';
import type { ServiceSettings } from '../../../../src/services/runtime/service-settings.js';
import { startRegistry } from '../../../../src/services/registry/start-registry.js';
import { RegistrySettings } from '../../../../src/services/registry/registry-settings.js';
import {
  startService,
  type RunningService,
  type ServiceDefinition,
} from '../../../../src/services/runtime/start-service.js';
import { shoppingCommandModule } from '../../../../src/services/shopping-command-service/shopping-command-module.js';
import { ShoppingCommandSettings } from '../../../../src/services/shopping-command-service/shopping-command-settings.js';
import { shoppingQueryModule } from '../../../../src/services/shopping-query-service/shopping-query-module.js';
import { ShoppingQuerySettings } from '../../../../src/services/shopping-query-service/shopping-query-settings.js';
import { ApiClient } from './api-client.js';
import { until } from './until.js';

interface Stoppable {
  stop(): Promise<void>;
}

const quiet = new LiveConfiguration({ properties: new Map([['log.level', 'silent']]) });

/** The five services and the gateway in this process, on embedded nodes and free ports. */
export class Shop {
  readonly #folder: string;
  readonly #running: Stoppable[] = [];
  readonly #nodes = new Map<'event-store' | 'mongodb', Stoppable>();
  readonly services = new Map<string, RunningService>();
  eventStoreUrl = '';
  mongoUrl = '';
  registryUrl = '';
  gateway!: ApiClient;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Resolves when every service is ready. */
  static async start(): Promise<Shop> {
    const shop = new Shop(await mkdtemp(join(tmpdir(), 'webstore-services-')));
    await shop.#start();
    return shop;
  }

  /** The calls of one service, not through the gateway. */
  client(service: string): ApiClient {
    return new ApiClient(`http://127.0.0.1:${this.services.get(service)?.port ?? 0}`);
  }

  /** Stops one service or node for good. */
  async stopOne(name: string): Promise<void> {
    const one = this.services.get(name) ?? this.#nodes.get(name as 'mongodb');
    await one?.stop();
    this.#running.splice(0, this.#running.length, ...this.#running.filter((other) => other !== one));
  }

  /** Starts product-service once more, beside a running one or after it. */
  async startProductService(instance: string): Promise<RunningService> {
    const settings = this.#settings(new ProductServiceSettings(), { INSTANCE: instance });
    const service = await startService({ name: 'product-service', module: productModule }, settings, quiet);
    this.#running.push(service);
    await until(
      async () =>
        (await new ApiClient(`http://127.0.0.1:${service.port}`).get('/health/ready')).status === 200,
    );
    return service;
  }

  async stop(): Promise<void> {
    for (const one of this.#running.toReversed()) await one.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #start(): Promise<void> {
    const eventStore = await startEventStore({ dir: join(this.#folder, 'events'), port: 0 });
    const mongo = await startMongo({ dir: join(this.#folder, 'documents'), port: 0 });
    const mailbox = await startMailbox({ dir: join(this.#folder, 'mail'), smtpPort: 0, httpPort: 0 });
    this.#running.push(eventStore, mongo, mailbox);
    this.#nodes.set('event-store', eventStore).set('mongodb', mongo);
    this.eventStoreUrl = eventStore.url;
    this.mongoUrl = mongo.url;
    const registrySettings = Object.assign(new RegistrySettings(), { PORT: 0, EVICTION_INTERVAL_MS: 1_000 });
    await this.#add('registry', startRegistry(registrySettings, quiet));
    this.registryUrl = `http://127.0.0.1:${this.services.get('registry')?.port ?? 0}/eureka`;
    const start = <S extends ServiceSettings>(
      name: string,
      module: ServiceDefinition<S>['module'],
      settings: S,
    ): Promise<void> => this.#add(name, startService({ name, module }, settings, quiet));
    await start('product-service', productModule, this.#settings(new ProductServiceSettings(), {}));
    await start('order-service', orderModule, this.#settings(new OrderServiceSettings(), {}));
    await start(
      'customer-service',
      customerModule,
      this.#settings(new CustomerServiceSettings(), { SMTP_URL: mailbox.smtpUrl }),
    );
    await start(
      'shopping-command-service',
      shoppingCommandModule,
      this.#settings(new ShoppingCommandSettings(), {}),
    );
    await start(
      'shopping-query-service',
      shoppingQueryModule,
      this.#settings(new ShoppingQuerySettings(), {}),
    );
    const gatewaySettings = Object.assign(new GatewaySettings(), { PORT: 0, ...this.#discovery });
    await this.#add('gateway', startGateway(gatewaySettings, quiet));
    const url = `http://127.0.0.1:${this.services.get('gateway')?.port ?? 0}`;
    this.gateway = new ApiClient(url);
    await until(async () => (await this.gateway.get('/health/ready')).status === 200, 20_000);
  }

  async #add(name: string, starting: Promise<RunningService>): Promise<void> {
    const service = await starting;
    this.services.set(name, service);
    this.#running.push(service);
  }

  get #discovery() {
    return {
      REGISTRY_URLS: [this.registryUrl],
      RENEWAL_INTERVAL_S: 1,
      LEASE_DURATION_S: 5,
      DIRECTORY_REFRESH_MS: 500,
    };
  }

  #settings<S extends ServiceSettings>(settings: S, own: Partial<S>): S {
    const shared = {
      PORT: 0,
      EVENTSTORE_URL: this.eventStoreUrl,
      MONGODB_URL: this.mongoUrl,
      ...this.#discovery,
    };
    return Object.assign(settings, shared, own);
  }
}
