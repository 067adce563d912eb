import { hostname, networkInterfaces } from 'node:os';
import { isIP } from 'node:net';
import type { Clock } from '../../application/clock.js';
import type { EurekaClient } from '../../infrastructure/discovery/eureka/eureka-client.js';
import type { EurekaInstance } from '../../infrastructure/discovery/eureka/eureka-instance.js';
import { EurekaRegistration } from '../../infrastructure/discovery/eureka-registration.js';
import type { ReadinessCheck } from '../../infrastructure/http/server/operations-router.js';
import type { Logger } from '../../infrastructure/telemetry/logger.js';
import type { RegisteredSettings } from './service-settings.js';

const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

/** A process that listens, as others shall find it. */
export interface ListeningProcess {
  /** The service's name, for example `order-service`. */
  readonly name: string;
  readonly port: number;
  readonly settings: RegisteredSettings;
  /** What must be well for the process to get requests. */
  readonly checks: readonly ReadinessCheck[];
  readonly client: EurekaClient;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The registration of a process: follows its readiness once started, and ends with it. */
export function registrationOf(listening: ListeningProcess): EurekaRegistration {
  const { checks, client, clock, logger } = listening;
  return new EurekaRegistration({
    client,
    clock,
    instance: instanceOf(listening),
    isReady: async () => {
      const needed = checks.filter(({ dispensable }) => dispensable !== true);
      const problems = await Promise.all(needed.map(({ check }) => check()));
      return problems.every((problem) => problem === undefined);
    },
    onAway: (error) => logger.warn({ err: error }, 'The registry can not be told of this instance for now'),
    onRegistered: (status) => logger.info(`Registered as ${status}`),
  });
}

function instanceOf({ name, port, settings }: ListeningProcess): EurekaInstance {
  const host = settings.ADVERTISED_HOST || (ANY_ADDRESS.has(settings.HOST) ? hostname() : settings.HOST);
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    instanceId: settings.INSTANCE,
    app: name.toUpperCase(),
    hostName: host,
    ipAddr: isIP(host) === 0 ? ownAddress() : host,
    status: 'STARTING',
    overriddenStatus: 'UNKNOWN',
    port: { $: port, '@enabled': 'true' },
    securePort: { $: 443, '@enabled': 'false' },
    countryId: 1,
    dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
    leaseInfo: {
      renewalIntervalInSecs: settings.RENEWAL_INTERVAL_S,
      durationInSecs: settings.LEASE_DURATION_S,
      registrationTimestamp: 0,
      lastRenewalTimestamp: 0,
      evictionTimestamp: 0,
      serviceUpTimestamp: 0,
    },
    metadata: { pid: String(process.pid), node: process.version },
    homePageUrl: `${origin}/`,
    statusPageUrl: `${origin}/docs`,
    healthCheckUrl: `${origin}/health/ready`,
    vipAddress: name,
    secureVipAddress: name,
    isCoordinatingDiscoveryServer: 'false',
    lastUpdatedTimestamp: '0',
    lastDirtyTimestamp: '0',
    actionType: 'ADDED',
  };
}

/** The first address by which other machines could reach this one. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.1';
}
