import { EVERYTHING } from '../../application/event-filter.js';
import type { EventStore } from '../../application/event-store.js';
import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import { locatedProcesses } from './located-processes.js';
import { registeredInstances } from './registered-instances.js';
import { locatedParkedKeys, locatedProjections } from './service-databases.js';

/** What a look at one part of the shop found. */
export interface Diagnosis {
  readonly part: string;
  readonly well: boolean;
  readonly finding: string;
  /** What to do about it, when it is not well. */
  readonly advice?: string;
}

/** What the doctor looks at. Addresses are URLs. */
export interface Patient {
  readonly eventStore: EventStore;
  readonly mongodb: MongoConnection;
  readonly gatewayUrl: string;
  readonly registryUrl: string;
}

const answerWithinMs = 3_000;

const expected = [
  'GATEWAY',
  'CUSTOMER-SERVICE',
  'PRODUCT-SERVICE',
  'ORDER-SERVICE',
  'SHOPPING-COMMAND-SERVICE',
  'SHOPPING-QUERY-SERVICE',
  'AUDIT-SERVICE',
];

/** Looks at every part of a shop; a part that gives no answer is a finding, never an error. */
export async function diagnose({
  eventStore,
  mongodb,
  gatewayUrl,
  registryUrl,
}: Patient): Promise<Diagnosis[]> {
  const found = await Promise.all([
    look('event store', 'start it, or name it with --event-store', async () => {
      await eventStore.hasEventsBetween(EVERYTHING, undefined, 0n);
      return 'answers';
    }),
    look('MongoDB', 'start it, or name it with --mongodb', async () => {
      await mongodb.ping();
      return 'answers';
    }),
    look(
      'gateway',
      `start the shop with npm start, or see what ${gatewayUrl}/health/ready says`,
      async () => (await isReady(gatewayUrl), 'ready'),
    ),
    instances(registryUrl),
    look('dead letters', 'see: webstore dead-letters list', async () => {
      const parked = (await locatedParkedKeys(mongodb)).length;
      if (parked > 0) throw new Error(`${parked} streams are parked`);
      return 'none';
    }),
    look('read models', 'let them go on: webstore projections resume <name>', async () => {
      const records = (await locatedProjections(mongodb)).map(({ record }) => record);
      const paused = records.filter((record) => record.paused === true).map(({ name }) => name);
      if (paused.length > 0) throw new Error(`${paused.join(', ')} stand still`);
      return `${records.length} follow the events`;
    }),
    look('processes', 'see: webstore processes list --status overdue', async () => {
      const overdue = await locatedProcesses(mongodb, { status: 'overdue', limit: 1_000 }, Date.now());
      if (overdue.length > 0) throw new Error(`${overdue.length} are overdue`);
      return 'none is overdue';
    }),
  ]);
  return found.flat();
}

/** Every service that should be registered, and each instance that is. */
async function instances(registryUrl: string): Promise<Diagnosis[]> {
  const advice = 'start it, or name it with --registry';
  try {
    const all = await registeredInstances(registryUrl, answerWithinMs);
    const missing = expected.filter((name) => !all.some(({ app }) => app === name));
    return [
      { part: 'registry', well: true, finding: `${all.length} instances` },
      ...missing.map((name) => ({
        part: name.toLowerCase(),
        well: false,
        finding: 'no instance is registered',
        advice: 'start it; npm start starts every service and restarts one that dies',
      })),
      ...(await Promise.all(
        all.map(({ instanceId, url }) =>
          look(instanceId, `see what ${url}/health/ready says, and its log`, async () => {
            await isReady(url);
            return 'ready';
          }),
        ),
      )),
    ];
  } catch (error) {
    return [{ part: 'registry', well: false, finding: oneLine(error), advice }];
  }
}

async function look(part: string, advice: string, work: () => Promise<string>): Promise<Diagnosis> {
  try {
    return { part, well: true, finding: await work() };
  } catch (error) {
    return { part, well: false, finding: oneLine(error), advice };
  }
}

/** @throws Error that says what is not well there, though it may serve without */
async function isReady(url: string): Promise<void> {
  const signal = AbortSignal.timeout(answerWithinMs);
  const answer = await fetch(`${url}/health/ready`, { signal }).catch(() => {
    throw new Error(`gives no answer at ${url}`);
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`is not ready: ${said.slice(0, 300)}`);
  const ailing = ailingIn(said);
  if (ailing.length > 0) throw new Error(`serves without ${ailing.join(', ')}`);
}

/** The failing checks of an instance that is ready all the same; none when it speaks of no checks. */
function ailingIn(readiness: string): string[] {
  try {
    const { checks } = JSON.parse(readiness) as { checks: Record<string, { status: unknown }> };
    return Object.entries(checks).flatMap(([name, { status }]) => (status === 'down' ? [name] : []));
  } catch {
    return [];
  }
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
