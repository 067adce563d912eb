import { join } from 'node:path';
import type { LauncherOptions, Login } from './launcher-options.js';
import { basePorts } from './ports.js';
import type { ServiceName } from '../../application/service-names.js';
import type { ProcessSpec } from './process-spec.js';
import { servedConfiguration } from './served-configuration.js';
import { whereabouts } from './whereabouts.js';

const host = '127.0.0.1';

/**
 * A dozen processes share the machine: small young generations cost them no time that could be measured. Threads that help to
 * collect would only wait for each other.
 */
const sharing = ['--max-semi-space-size=4', '--single-threaded-gc'];

/** The old generation is collected when it has grown by 40 %. */
const sparing = '--heap-growing-percent=40';

/** It is moved together, too: else it keeps a third more pages than it fills. */
const thrifty = [...sharing, sparing, '--compact-on-every-full-gc'];

/** What has little to do needs less. */
const quiet = [...sharing, sparing, '--max-semi-space-size=2'];

const quietServices: ReadonlySet<string> = new Set(['registry', 'config-server', 'gateway']);

/** One arena of glibc's for all threads: each of them would keep what compiling and hashing once needed. */
const thriftyEnvironment = { MALLOC_ARENA_MAX: '1' };

/** Instances come and go within seconds here, and there are few of them. */
const registryOfOneMachine = {
  EVICTION_INTERVAL_MS: '1000',
  DELTA_RETENTION_S: '30',
  SELF_PRESERVATION_PERCENT: '49',
};
const registeredOnOneMachine = {
  RENEWAL_INTERVAL_S: '1',
  LEASE_DURATION_S: '5',
  DIRECTORY_REFRESH_MS: '1000',
};

/** Where each instance of each service listens. */
export type ServicePorts = ReadonlyMap<ServiceName, readonly number[]>;

/** Every process of the shop, and what is known of the whole. */
export interface ShopPlan {
  readonly processes: readonly ProcessSpec[];
  readonly gatewayUrl: string;
  /** Ports that must be free before anything starts, with the name of who wants them. */
  readonly ports: readonly { readonly name: string; readonly port: number }[];
}

/**
 * Lays out the shop.
 *
 * @param dataDirectory absolute folder for all the embedded nodes write
 * @param servicePorts the ports of every instance, the first ones as api.md has them
 * @param scriptOf the script that runs a service, as a path from the project's folder
 * @param secretsOf the settings of a service that nobody else may know
 */
export function planShop(
  options: LauncherOptions,
  dataDirectory: string,
  servicePorts: ServicePorts,
  scriptOf: (name: string) => string,
  secretsOf: (name: string) => Readonly<Record<string, string>> = () => ({}),
): ShopPlan {
  const portOf = (name: keyof typeof basePorts) => basePorts[name] + options.portOffset;
  const nodes = embeddedNodes(options, dataDirectory, portOf);
  const connections = {
    EVENTSTORE_URL: options.eventStoreUrl ?? `esdb://${host}:${portOf('event-store')}?tls=false`,
    MONGODB_URL: options.mongoDbUrl ?? `mongodb://${host}:${portOf('mongodb')}`,
    SMTP_URL: options.smtpUrl ?? `smtp://${host}:${portOf('smtp')}`,
    ...(options.smtpUrl === undefined ? { MAILBOX_URL: `http://${host}:${portOf('mailbox')}` } : {}),
  };
  const configServer =
    options.configServerUrl === undefined
      ? service('config-server', 0, portOf('config-server'), scriptOf('config-server'), {
          ...servedConfiguration(options.configuration, dataDirectory),
        })
      : undefined;
  const configuration = {
    CONFIG_SERVER_URL:
      options.configServerUrl ?? withLogin(configServer?.url ?? '', options.configServerLogin),
  };
  const registry =
    options.registryUrl === undefined
      ? ownRegistry(portOf('registry'), scriptOf('registry'), dataDirectory)
      : undefined;
  const registryUrl =
    options.registryUrl ?? withLogin(`${registry?.url ?? ''}/eureka`, options.registryLogin);
  const tracing: Record<string, string> =
    options.zipkinUrl === undefined ? {} : { ZIPKIN_URL: options.zipkinUrl };
  const messaging: Record<string, string> =
    options.kafkaBrokers === undefined ? {} : { KAFKA_BROKERS: options.kafkaBrokers };
  const discoveryOf = (instance: string) => ({
    REGISTRY_URLS: registryUrl,
    DIRECTORY_FILE: join(whereabouts(dataDirectory).directories, `${instance}.json`),
    ...registeredOnOneMachine,
  });

  const services = [...servicePorts].flatMap(([name, ports]) =>
    ports.map((port, index) =>
      service(name, index, port, scriptOf(name), {
        ...configuration,
        ...connections,
        ...messaging,
        ...discoveryOf(`${name}-${index + 1}`),
        ...tracing,
        ...secretsOf(name),
      }),
    ),
  );
  const gateway = service('gateway', 0, portOf('gateway'), scriptOf('gateway'), {
    ...configuration,
    ...discoveryOf('gateway-1'),
    ...tracing,
  });
  return {
    processes: [
      ...(registry ? [registry] : []),
      ...nodes.map(({ spec }) => spec),
      ...(configServer ? [configServer] : []),
      ...services,
      gateway,
    ],
    gatewayUrl: gateway.url,
    ports: [
      ...(registry ? [{ name: registry.name, port: portOf('registry') }] : []),
      ...nodes.flatMap(({ spec, ports }) => ports.map((port) => ({ name: spec.name, port }))),
      ...[...servicePorts].flatMap(([name, ports]) => ports.map((port) => ({ name, port }))),
      ...(configServer ? [{ name: configServer.name, port: portOf('config-server') }] : []),
      { name: 'gateway', port: portOf('gateway') },
    ],
  };
}

/** An address as those are told it who must log in there. */
function withLogin(url: string, login: Login | undefined): string {
  if (login === undefined) return url;
  const [user, password] = [login.user, login.password].map(encodeURIComponent);
  return url.replace('://', () => `://${user}:${password}@`);
}

function ownRegistry(port: number, script: string, dataDirectory: string): ProcessSpec {
  const environment = { DATA_FOLDER: whereabouts(dataDirectory).registry, ...registryOfOneMachine };
  return { ...service('registry', 0, port, script, environment), kind: 'node' };
}

function embeddedNodes(
  options: LauncherOptions,
  dataDirectory: string,
  portOf: (name: keyof typeof basePorts) => number,
): { spec: ProcessSpec; ports: number[] }[] {
  const node = (
    name: string,
    binary: string,
    url: string,
    ports: Record<string, number>,
    nodeOptions = thrifty,
  ) => ({
    spec: {
      name,
      url,
      kind: 'node' as const,
      script: `embedded/${binary.replace('embedded-', '')}/bin/${binary}.mjs`,
      arguments: [
        '--dir',
        join(dataDirectory, name),
        ...Object.entries(ports).flatMap(([option, port]) => [`--${option}`, String(port)]),
      ],
      environment: thriftyEnvironment,
      nodeOptions,
      readiness: { line: 'listening on' },
    },
    ports: Object.values(ports),
  });
  const eventStorePort = portOf('event-store');
  const mongoPort = portOf('mongodb');
  const mailboxPorts = { 'smtp-port': portOf('smtp'), 'http-port': portOf('mailbox') };
  return [
    ...(options.eventStoreUrl === undefined
      ? [
          node(
            'event-store',
            'embedded-eventstoredb',
            `esdb://${host}:${eventStorePort}?tls=false`,
            { port: eventStorePort },
            sharing, // it holds so little that 40 % of it are nothing
          ),
        ]
      : []),
    ...(options.mongoDbUrl === undefined
      ? [node('mongodb', 'embedded-mongodb', `mongodb://${host}:${mongoPort}`, { port: mongoPort })]
      : []),
    ...(options.smtpUrl === undefined
      ? [node('mailbox', 'embedded-mailbox', `http://${host}:${portOf('mailbox')}`, mailboxPorts, quiet)]
      : []),
  ];
}

function service(
  name: ServiceName | 'gateway' | 'registry' | 'config-server',
  index: number,
  port: number,
  script: string,
  environment: Readonly<Record<string, string>>,
): ProcessSpec {
  const url = `http://${host}:${port}`;
  return {
    name: index === 0 ? name : `${name}-${index + 1}`,
    url,
    kind: 'service',
    script,
    arguments: [],
    environment: {
      ...thriftyEnvironment,
      ...environment,
      HOST: host,
      PORT: String(port),
      INSTANCE: `${name}-${index + 1}`,
    },
    nodeOptions: quietServices.has(name) ? quiet : thrifty,
    readiness: { address: `${url}/health/ready` },
  };
}
