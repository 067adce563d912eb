import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start as startEventStore } from '@webstore/embedded-eventstoredb';
import { start as startMailbox } from '@webstore/embedded-mailbox';
import { start as startMongo } from '@webstore/embedded-mongodb';
import { runOperator } from '../../../../src/cli/operator/run-operator.js';
import { auditModule } from '../../../../src/services/audit-service/audit-module.js';
import { AuditServiceSettings } from '../../../../src/services/audit-service/audit-service-settings.js';
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
import {
  OPERATOR,
  newShopSecrets,
  trustedServiceKeys,
} from '../../../../src/infrastructure/security/shop-secrets.js';
import { ServiceIdentity } from '../../../../src/infrastructure/security/service-identity.js';
import { SystemClock } from '../../../../src/infrastructure/system/system-clock.js';
import { serviceNames } from '../../../../src/application/service-names.js';
import { ApiClient } from './api-client.js';
import { until } from './until.js';
import { WatchedConfiguration } from './watched-configuration.js';

/** What everybody signs in with here. */
const PASSWORD = 'correct horse';

interface Stoppable {
  stop(): Promise<void>;
}

/** The six services and the gateway in this process, on embedded nodes and free ports. */
export class Shop {
  readonly #folder: string;
  readonly #running: Stoppable[] = [];
  readonly #nodes = new Map<'event-store' | 'mongodb' | 'mailbox', Stoppable>();
  readonly services = new Map<string, RunningService>();
  /** What each goes by, by its name. */
  readonly configurations = new Map<string, WatchedConfiguration>();
  eventStoreUrl = '';
  mongoUrl = '';
  registryUrl = '';
  /** The gateway as nobody in particular sees it. */
  anybody!: ApiClient;
  /** The gateway as the administrator sees it. */
  gateway!: ApiClient;
  #administrator = '';
  #mailboxPorts = { smtpPort: 0, httpPort: 0 };
  readonly #secrets = newShopSecrets([...serviceNames, OPERATOR]);

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Resolves when every service is ready. */
  static async start(): Promise<Shop> {
    const shop = new Shop(await mkdtemp(join(tmpdir(), 'webstore-services-')));
    await shop.#start();
    return shop;
  }

  /** The calls of one service, not through the gateway, as the administrator sees it. */
  client(service: string): ApiClient {
    return new ApiClient(`http://127.0.0.1:${this.services.get(service)?.port ?? 0}`, this.#administrator);
  }

  /** The header by which a service shows another one who it is. */
  authorizationOf(service: string, target: string): Promise<string> {
    const key = this.#secrets.serviceKeys[service];
    if (key === undefined) throw new Error(`${service} has no key`);
    return new ServiceIdentity(key, new SystemClock()).authorization(target);
  }

  /** Runs a command of the operator, who is called ada. */
  async operator(...given: readonly string[]): Promise<{ exitCode: number; lines: readonly string[] }> {
    const lines: string[] = [];
    const output = {
      print: (line: string) => void lines.push(line),
      complain: (line: string) => void lines.push(line),
    };
    const environment = {
      OPERATOR_PRIVATE_KEY: JSON.stringify(this.#secrets.serviceKeys[OPERATOR]),
      EVENTSTORE_URL: this.eventStoreUrl,
      MONGODB_URL: this.mongoUrl,
      USER: 'ada',
      WEBSTORE_ADMIN_PASSWORD: PASSWORD,
    };
    const isForCustomerService = given[0] === 'keys' || given[0] === 'administrators';
    const place = isForCustomerService ? ['--customer-service', this.client('customer-service').url] : [];
    return { exitCode: await runOperator([...given, ...place], environment, output), lines };
  }

  /** The gateway as a new customer sees it, with the customer's id. */
  async newCustomer(): Promise<ApiClient & { readonly customerId: string; readonly email: string }> {
    const email = `${randomUUID()}@example.com`;
    const customerId = await this.#register(email, 'Ann');
    return Object.assign(this.anybody.as(await this.signIn(email)), { customerId, email });
  }

  /** The `Authorization` header of somebody who signs in. */
  async signIn(email: string): Promise<string> {
    const { body } = await this.anybody.post('/sessions', { email, password: PASSWORD });
    return `Bearer ${body.accessToken}`;
  }

  /** Stops one service or node for good. */
  async stopOne(name: string): Promise<void> {
    const one = this.services.get(name) ?? this.#nodes.get(name as 'mongodb');
    await one?.stop();
    this.#running.splice(0, this.#running.length, ...this.#running.filter((other) => other !== one));
  }

  /** Starts the stopped mailbox again, where it was. */
  async startMailbox(): Promise<void> {
    const mailbox = await startMailbox({ dir: join(this.#folder, 'mail'), ...this.#mailboxPorts });
    this.#running.push(mailbox);
    this.#nodes.set('mailbox', mailbox);
  }

  /** Starts product-service once more, beside a running one or after it. */
  startProductService(instance: string): Promise<RunningService> {
    const settings = this.settingsOf('product-service', new ProductServiceSettings(), { INSTANCE: instance });
    return this.startInstance('product-service', productModule, settings);
  }

  /** Starts a service once more, to be stopped under its instance's name; resolves when it is ready. */
  async startInstance<S extends ServiceSettings>(
    name: string,
    module: ServiceDefinition<S>['module'],
    settings: S,
  ): Promise<RunningService> {
    const service = await startService({ name, module }, settings, this.#configurationOf(name));
    this.services.set(settings.INSTANCE, service);
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
    this.#nodes.set('event-store', eventStore).set('mongodb', mongo).set('mailbox', mailbox);
    this.#mailboxPorts = { smtpPort: mailbox.smtpPort, httpPort: mailbox.httpPort };
    this.eventStoreUrl = eventStore.url;
    this.mongoUrl = mongo.url;
    const registrySettings = Object.assign(new RegistrySettings(), { PORT: 0, EVICTION_INTERVAL_MS: 1_000 });
    await this.#add('registry', startRegistry(registrySettings, this.#configurationOf('registry')));
    this.registryUrl = `http://127.0.0.1:${this.services.get('registry')?.port ?? 0}/eureka`;
    const start = <S extends ServiceSettings>(
      name: string,
      module: ServiceDefinition<S>['module'],
      settings: S,
    ): Promise<void> =>
      this.#add(name, startService({ name, module }, settings, this.#configurationOf(name)));
    await start(
      'product-service',
      productModule,
      this.settingsOf('product-service', new ProductServiceSettings(), {}),
    );
    await start(
      'order-service',
      orderModule,
      this.settingsOf('order-service', new OrderServiceSettings(), {}),
    );
    await start(
      'customer-service',
      customerModule,
      this.settingsOf('customer-service', new CustomerServiceSettings(), {
        SMTP_URL: mailbox.smtpUrl,
        MAILBOX_URL: mailbox.httpUrl,
        TOKEN_KEY_SECRET: this.#secrets.tokenKeySecret,
      }),
    );
    await start(
      'shopping-command-service',
      shoppingCommandModule,
      this.settingsOf('shopping-command-service', new ShoppingCommandSettings(), {}),
    );
    await start(
      'shopping-query-service',
      shoppingQueryModule,
      this.settingsOf('shopping-query-service', new ShoppingQuerySettings(), {}),
    );
    await start(
      'audit-service',
      auditModule,
      this.settingsOf('audit-service', new AuditServiceSettings(), {
        AUDIT_SIGNING_KEY: this.#secrets.auditSigningKey,
        AUDIT_CHECKPOINT_INTERVAL_MS: 200,
      }),
    );
    const gatewaySettings = Object.assign(new GatewaySettings(), { PORT: 0, ...this.#discovery });
    await this.#add('gateway', startGateway(gatewaySettings, this.#configurationOf('gateway')));
    const url = `http://127.0.0.1:${this.services.get('gateway')?.port ?? 0}`;
    this.anybody = new ApiClient(url);
    await until(async () => (await this.anybody.get('/health/ready')).status === 200, 20_000);
    await this.#makeAdministrator();
  }

  #configurationOf(name: string): WatchedConfiguration {
    const quiet = new WatchedConfiguration({ properties: new Map([['log.level', 'silent']]) });
    this.configurations.set(name, quiet);
    return quiet;
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

  async #makeAdministrator(): Promise<void> {
    const email = 'admin@webstore.example';
    const customerId = await this.#register(email, 'Administrator');
    const operator = this.client('customer-service').as(
      await this.authorizationOf(OPERATOR, 'customer-service'),
    );
    const granted = await operator.put(`/customers/${customerId}/roles/administrator`);
    if (granted.status !== 204) throw new Error(`granting the role was answered ${granted.status}`);
    this.#administrator = await this.signIn(email);
    this.gateway = this.anybody.as(this.#administrator);
  }

  async #register(email: string, name: string): Promise<string> {
    const { body } = await this.anybody.post('/customers', { email, name, password: PASSWORD });
    return body.customerId as string;
  }

  /** The settings of a service of this shop. */
  settingsOf<S extends ServiceSettings>(service: string, settings: S, own: Partial<S>): S {
    const shared = {
      PORT: 0,
      EVENTSTORE_URL: this.eventStoreUrl,
      MONGODB_URL: this.mongoUrl,
      ...this.#discovery,
      SERVICE_PRIVATE_KEY: this.#secrets.serviceKeys[service],
      TRUSTED_SERVICE_KEYS: trustedServiceKeys(this.#secrets),
    };
    return Object.assign(settings, shared, own);
  }
}
