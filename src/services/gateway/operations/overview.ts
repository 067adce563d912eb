import { setMaxListeners } from 'node:events';
import type { RegisteredInstance } from '../../../infrastructure/discovery/registered-instance.js';
import type { InstanceDto } from '../../../infrastructure/http/contracts/operations/instance-dtos.js';
import type {
  ConfigServerOverviewDto,
  InstanceOverviewDto,
  OverviewDto,
  RegistryOverviewDto,
  ServiceOverviewDto,
} from '../../../infrastructure/http/contracts/operations/overview-dtos.js';
import type { ServiceStandingDto } from '../../../infrastructure/http/contracts/operations/service-dtos.js';
import { askedOf, isReady, oneLine } from './ask-instance.js';

const GATEWAY = 'gateway';

/** Where the overview comes from. */
export interface OverviewParts {
  /** The services that the shop is made of, in the order they are shown. */
  readonly services: readonly string[];
  /** This gateway; it need not be asked over the network. */
  readonly instance: string;
  readonly standing: () => Promise<InstanceDto>;
  readonly registered: () => readonly RegisteredInstance[];
  readonly registryUrls: readonly string[];
  /** Rejects when no registry answers. */
  readonly askRegistry: () => Promise<unknown>;
  readonly configServerUrl: string | undefined;
  /** Rejects when the config server gives no answer. */
  readonly askConfigServer: () => Promise<unknown>;
  /** How long anybody is waited for, in ms. */
  readonly patienceMs: number;
  readonly now: () => Date;
}

/**
 * Asks every instance of every service at once, on behalf of whoever shows `authorization`. What gives no answer in time is shown as such.
 * Never throws.
 */
export async function overview(
  parts: OverviewParts,
  authorization: string | undefined,
): Promise<OverviewDto> {
  const signal = AbortSignal.timeout(parts.patienceMs);
  setMaxListeners(0, signal);
  const registered = parts.registered();
  const own = [GATEWAY, ...parts.services];
  const names = [...own, ...new Set(registered.map(({ service }) => service))].filter(
    (name, index, all) => all.indexOf(name) === index,
  );
  const ask = { ...parts, own: new Set(own), authorization, signal };
  const [registry, configServer, services] = await Promise.all([
    registryOverview(parts, signal),
    configServerOverview(parts, signal),
    Promise.all(
      names.map((name) =>
        serviceOverview(
          ask,
          name,
          registered.filter(({ service }) => service === name),
        ),
      ),
    ),
  ]);
  return { at: parts.now().toISOString(), registry, configServer, services };
}

interface Asking extends OverviewParts {
  readonly own: ReadonlySet<string>;
  readonly authorization: string | undefined;
  readonly signal: AbortSignal;
}

async function serviceOverview(
  asking: Asking,
  service: string,
  registered: readonly RegisteredInstance[],
): Promise<ServiceOverviewDto> {
  const { authorization, signal } = asking;
  const [instances, standing] = await Promise.all([
    Promise.all(registered.map((instance) => instanceOverview(asking, instance))),
    asking.services.includes(service)
      ? standingOf(service, registered, authorization, signal)
      : Promise.resolve(null),
  ]);
  const answering = instances.filter(({ status }) => status !== 'unreachable');
  const isWell = instances.every(({ status }) => status === 'up');
  const status = answering.length === 0 ? 'down' : isWell ? 'up' : 'degraded';
  return { service, status, instances, standing };
}

async function instanceOverview(
  { own, instance, standing, authorization, signal }: Asking,
  { service, instanceId, origin, status: registered, since }: RegisteredInstance,
): Promise<InstanceOverviewDto> {
  const known = { instance: instanceId, url: origin ?? null, registered, since: since ?? null };
  try {
    if (origin === undefined) throw new Error('its address can not be one');
    if (!own.has(service)) {
      const status = (await isReady(origin, signal)) ? 'up' : 'not-ready';
      return { ...known, status, problem: null, standing: null };
    }
    const path = `/operations/services/${service}/instances/${encodeURIComponent(instanceId)}`;
    const isSelf = service === GATEWAY && instanceId === instance;
    const found = isSelf ? await standing() : await askedOf<InstanceDto>(origin, path, authorization, signal);
    const troubles = found.checks.filter(({ status }) => status === 'down').map(({ name }) => name);
    const problem = troubles.length === 0 ? null : `not well: ${troubles.join(', ')}`;
    return { ...known, status: found.ready ? 'up' : 'not-ready', problem, standing: found };
  } catch (error) {
    return { ...known, status: 'unreachable', problem: oneLine(error), standing: null };
  }
}

/** What the first instance to answer says of the whole service; null when none does. */
async function standingOf(
  service: string,
  registered: readonly RegisteredInstance[],
  authorization: string | undefined,
  signal: AbortSignal,
): Promise<ServiceStandingDto | null> {
  const path = `/operations/services/${service}`;
  const answers = registered.flatMap(({ origin }) =>
    origin === undefined ? [] : [askedOf<ServiceStandingDto>(origin, path, authorization, signal)],
  );
  return Promise.any(answers).catch(() => null);
}

async function registryOverview(
  { registryUrls: urls, askRegistry }: OverviewParts,
  signal: AbortSignal,
): Promise<RegistryOverviewDto> {
  const problem = await problemWith(askRegistry, signal);
  return problem === undefined ? { status: 'up', urls } : { status: 'down', urls, problem };
}

async function configServerOverview(
  { configServerUrl: url, askConfigServer }: OverviewParts,
  signal: AbortSignal,
): Promise<ConfigServerOverviewDto> {
  if (url === undefined) return { status: 'none' };
  const problem = await problemWith(askConfigServer, signal);
  return problem === undefined ? { status: 'up', url } : { status: 'down', url, problem };
}

async function problemWith(ask: () => Promise<unknown>, signal: AbortSignal): Promise<string | undefined> {
  const late = new Promise<string>((resolve) => {
    signal.addEventListener('abort', () => resolve('no answer in time'), { once: true });
  });
  const asked = ask().then(
    () => undefined,
    (error: unknown) => oneLine(error),
  );
  return Promise.race([asked, late]);
}
