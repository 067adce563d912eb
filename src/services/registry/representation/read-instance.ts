import type {
  EurekaDataCenter,
  EurekaInstance,
  EurekaLease,
  EurekaPort,
} from '../../../infrastructure/discovery/eureka/eureka-instance.js';
import {
  type InstanceStatus,
  isInstanceStatus,
} from '../../../infrastructure/discovery/eureka/instance-status.js';
import { HttpError } from '../../../infrastructure/http/problems/http-error.js';

const MAX_TEXT = 2_048;
const MAX_METADATA = 256;
const MAX_LEASE_SECONDS = 86_400;
const TEXTS = [
  'appGroupName',
  'homePageUrl',
  'statusPageUrl',
  'healthCheckUrl',
  'secureHealthCheckUrl',
  'vipAddress',
  'secureVipAddress',
  'asgName',
] as const;

type Fields = Readonly<Record<string, unknown>>;

/** The times that a lease has when the instance does not say, in seconds. */
export interface LeaseDefaults {
  readonly renewalIntervalInSecs: number;
  readonly durationInSecs: number;
}

/**
 * An instance as a client registers it, read as leniently as Eureka does: numbers and booleans may be texts, what is not
 * known is passed over, a status that is not known counts as `UNKNOWN`.
 * @param body `{ "instance": … }`, or its XML in the same shape
 * @param app the application that it is registered under, upper-case
 * @throws HttpError 400 `validation-failed` that names what is missing or wrong, in Eureka's words
 */
export function readInstance(
  body: unknown,
  app: string,
  defaults: LeaseDefaults,
  now: number,
): EurekaInstance {
  const fields = objectOf(objectOf(body)?.['instance']);
  if (fields === undefined) throw missing('', 'Missing instance');
  const hostName = text(fields, 'hostName');
  const dataCenter = objectOf(fields['dataCenterInfo']);
  const instanceId = text(fields, 'instanceId') ?? cloudId(dataCenter) ?? hostName;
  if (instanceId === undefined) throw missing('instanceId', 'Missing instanceId');
  if (hostName === undefined) throw missing('hostName', 'Missing hostName');
  const ipAddr = text(fields, 'ipAddr');
  if (ipAddr === undefined) throw missing('ipAddr', 'Missing ip address (ipAddr)');
  const named = text(fields, 'app');
  if (named === undefined) throw missing('app', 'Missing appName');
  if (named.toUpperCase() !== app) {
    throw refused(
      'app',
      `must be ${app}`,
      `Mismatched appName, expecting ${app} but was ${named.toUpperCase()}`,
    );
  }
  if (dataCenter === undefined) throw missing('dataCenterInfo', 'Missing dataCenterInfo');
  return {
    instanceId,
    app,
    hostName,
    ipAddr,
    status: statusOf(fields['status'], 'UP'),
    overriddenStatus: statusOf(fields['overriddenStatus'] ?? fields['overriddenstatus'], 'UNKNOWN'),
    port: portOf(fields, 'port', { $: 7001, '@enabled': 'true' }),
    securePort: portOf(fields, 'securePort', { $: 7002, '@enabled': 'false' }),
    countryId: wholeOf(fields, 'countryId', 1, 0, 1_000),
    dataCenterInfo: dataCenterOf(dataCenter),
    leaseInfo: leaseOf(objectOf(fields['leaseInfo']) ?? {}, defaults),
    metadata: textsOf('metadata', objectOf(fields['metadata']) ?? {}),
    ...Object.fromEntries(
      TEXTS.flatMap((name) => {
        const value = text(fields, name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
    isCoordinatingDiscoveryServer:
      String(fields['isCoordinatingDiscoveryServer']) === 'true' ? 'true' : 'false',
    lastUpdatedTimestamp: String(now),
    lastDirtyTimestamp: String(wholeOf(fields, 'lastDirtyTimestamp', now, 0, Number.MAX_SAFE_INTEGER)),
    actionType: 'ADDED',
  };
}

function statusOf(value: unknown, otherwise: InstanceStatus): InstanceStatus {
  if (value === undefined || value === null || value === '') return otherwise;
  return isInstanceStatus(value) ? value : 'UNKNOWN';
}

/** `{ "$": 8080, "@enabled": "true" }`, or the bare number. */
function portOf(fields: Fields, name: string, otherwise: EurekaPort): EurekaPort {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return otherwise;
  const parts = objectOf(value) ?? { $: value };
  const enabled = parts['@enabled'] ?? (objectOf(value) === undefined ? true : otherwise['@enabled']);
  return {
    $: wholeOf({ [name]: parts['$'] }, name, otherwise.$, 0, 65_535),
    '@enabled': String(enabled) === 'true' ? 'true' : 'false',
  };
}

function dataCenterOf(fields: Fields): EurekaDataCenter {
  const name = text(fields, 'name');
  if (name === undefined) throw missing('dataCenterInfo.name', 'Missing dataCenterInfo Name');
  const metadata = objectOf(fields['metadata']);
  return {
    '@class': text(fields, '@class') ?? 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo',
    name,
    ...(metadata === undefined ? {} : { metadata: textsOf('dataCenterInfo.metadata', metadata) }),
  };
}

/** In Amazon's cloud the machine has an id of its own. */
function cloudId(dataCenter: Fields | undefined): string | undefined {
  return text(objectOf(dataCenter?.['metadata']) ?? {}, 'instance-id');
}

function leaseOf(fields: Fields, defaults: LeaseDefaults): EurekaLease {
  const seconds = (name: keyof LeaseDefaults) => wholeOf(fields, name, defaults[name], 1, MAX_LEASE_SECONDS);
  return {
    renewalIntervalInSecs: seconds('renewalIntervalInSecs'),
    durationInSecs: seconds('durationInSecs'),
    registrationTimestamp: 0,
    lastRenewalTimestamp: 0,
    evictionTimestamp: 0,
    serviceUpTimestamp: 0,
  };
}

/** A map of texts; `@class` and the like, which Java's clients add, are no entries. */
function textsOf(path: string, fields: Fields): Record<string, string> {
  const entries = Object.entries(fields).filter(([name]) => !name.startsWith('@'));
  if (entries.length > MAX_METADATA) throw refused(path, `must have at most ${MAX_METADATA} entries`);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (typeof value === 'object' && value !== null) throw refused(`${path}.${name}`, 'must be a text');
      return [name, bounded(`${path}.${name}`, String(value ?? ''))];
    }),
  );
}

function wholeOf(fields: Fields, name: string, otherwise: number, min: number, max: number): number {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return otherwise;
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value.trim()) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) return number;
  throw refused(name, `must be a whole number from ${min} to ${max}`);
}

function text(fields: Fields | undefined, name: string): string | undefined {
  const value = fields?.[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'object') throw refused(name, 'must be a text');
  return bounded(name, String(value as string | number | boolean));
}

function bounded(path: string, value: string): string {
  if (value.length > MAX_TEXT) throw refused(path, `must have at most ${MAX_TEXT} characters`);
  return value;
}

function objectOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** In Eureka's own words. */
function missing(name: string, detail: string): HttpError {
  return refused(name, 'is missing', detail);
}

function refused(name: string, message: string, detail?: string): HttpError {
  const path = name === '' ? 'instance' : `instance.${name}`;
  return new HttpError(400, 'validation-failed', detail ?? `${path} ${message}`, {
    errors: [{ path, message }],
  });
}
