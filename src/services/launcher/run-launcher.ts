import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serviceNames } from '../../application/service-names.js';
import { JsonAnnouncer, TextAnnouncer } from './announcer.js';
import type { Announcer } from './announcer.js';
import { DataDirectory } from './data-directory.js';
import { completeFirstStart } from './first-start.js';
import { chooseServicePorts, isFree } from './free-ports.js';
import type { LauncherOptions } from './launcher-options.js';
import { ProcessList } from './process-list.js';
import { type ShopSecrets, shopSecrets, trustSettings } from '../../infrastructure/security/shop-secrets.js';
import { requireServable } from './served-configuration.js';
import { requireValidSettings } from './settings-check/require-valid-settings.js';
import { projectRoot } from './project-root.js';
import { serviceScripts } from './service-bundles.js';
import { planShop } from './shop-plan.js';
import type { ShopPlan } from './shop-plan.js';
import { Shop } from './shop.js';
import { StartError } from './start-error.js';
import { forgetWhereabouts } from './whereabouts.js';

const orphansEndWithinMs = 5_000;
const portPollMs = 50;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Runs the shop until `stop` is aborted; resolves when every process has ended.
 *
 * @throws UsageError when the configuration is not there, the data folder can not be, or a process would refuse its settings;
 * none has been started then
 * @throws StartError when it cannot start; nothing is left running then
 */
export async function runLauncher(
  options: LauncherOptions,
  environment: Environment,
  stop: AbortSignal,
): Promise<void> {
  if (options.configServerUrl === undefined) requireServable(options.configuration);
  const data = DataDirectory.take(resolve(options.dataDirectory ?? join(projectRoot, '.webstore')));
  const list = new ProcessList(data.path);
  try {
    const secrets = secretsIn(data);
    const plan = planShop(
      options,
      data.path,
      await chooseServicePorts(options),
      serviceScripts(projectRoot),
      secretSettings(secrets, environment),
    );
    await requireValidSettings(plan.processes);
    await waitForPorts(plan, data.wasAbandoned ? orphansEndWithinMs : 0);
    // A registry elsewhere knows of others, too.
    if (options.registryUrl === undefined) forgetWhereabouts(data.path);

    const announcer = announcerFor(options, plan);
    const shop = new Shop(plan.processes, projectRoot, {
      started: (spec, pid) => {
        list.record(spec, pid);
        announcer.started(spec, pid);
      },
      died: (spec, how, restartInMs) => announcer.died(spec, how, restartInMs),
      line: (spec, text) => announcer.line(spec, text),
    });
    const killAll = () => shop.kill();
    process.once('exit', killAll);
    try {
      await untilStopped(stop, async () => {
        await shop.start();
        const notes = await firstStartNotes(options, data.path, plan, secrets);
        const { kafkaBrokers } = options;
        if (kafkaBrokers !== undefined) notes.push(`Integration events go through Kafka: ${kafkaBrokers}`);
        if (!stop.aborted) announcer.ready(plan.processes, plan.gatewayUrl, notes);
      });
    } finally {
      await shop.stop();
      process.off('exit', killAll);
    }
  } finally {
    list.clear();
    data.release();
  }
}

function secretsIn({ path }: DataDirectory): ShopSecrets {
  try {
    return shopSecrets(path, serviceNames);
  } catch (error) {
    throw new StartError((error as Error).message, { cause: error });
  }
}

function announcerFor(options: LauncherOptions, plan: ShopPlan): Announcer {
  const write = (text: string) => process.stdout.write(`${text}\n`);
  if (options.json) return new JsonAnnouncer(write, (text) => process.stderr.write(`${text}\n`));
  return new TextAnnouncer(
    plan.processes.map(({ name }) => name),
    write,
  );
}

/** Resolves when `stop` is aborted; rejects when `start` fails before that. */
async function untilStopped(stop: AbortSignal, start: () => Promise<void>): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([stopped, start().then(() => stopped)]);
}

/** Processes whose launcher was killed take a moment to notice; any other holder of a port is not waited for. */
async function waitForPorts({ ports }: ShopPlan, patienceMs: number): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += portPollMs) {
    const free = await Promise.all(ports.map(({ port }) => isFree(port)));
    const taken = ports.find((_, index) => !free[index]);
    if (!taken) return;
    if (waitedMs >= patienceMs) {
      throw new StartError(
        `Port ${taken.port} (${taken.name}) is in use: is another shop running? --port-offset moves all ports`,
      );
    }
    await sleep(portPollMs);
  }
}

/** What each service gets of the shop's secrets; a secret that has been given from outside wins over the shop's own. */
function secretSettings(
  secrets: ShopSecrets,
  environment: Environment,
): (name: string) => Record<string, string> {
  const AUDIT_SIGNING_KEY = environment['AUDIT_SIGNING_KEY'] || JSON.stringify(secrets.auditSigningKey);
  const TOKEN_KEY_SECRET = environment['TOKEN_KEY_SECRET'] || secrets.tokenKeySecret;
  return (name) => ({
    ...trustSettings(secrets, name),
    ...(name === 'customer-service' ? { TOKEN_KEY_SECRET } : {}),
    ...(name === 'audit-service' ? { AUDIT_SIGNING_KEY } : {}),
  });
}

async function firstStartNotes(
  { demoData, passwords }: LauncherOptions,
  dataDirectory: string,
  { gatewayUrl, processes }: ShopPlan,
  secrets: ShopSecrets,
): Promise<string[]> {
  try {
    return await completeFirstStart({
      dataDirectory,
      gatewayUrl,
      customerServiceUrl: processes.find(({ name }) => name === 'customer-service')?.url ?? gatewayUrl,
      secrets,
      passwords,
      demoData,
    });
  } catch (error) {
    return [`The first start is not complete, the next one goes on: ${(error as Error).message}`];
  }
}
