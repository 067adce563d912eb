import { setTimeout as delay } from 'node:timers/promises';
import type { EventProcessor } from '../../application/event-processor/event-processor.js';
import type { EventStore } from '../../application/event-store.js';
import type { ReadinessCheck } from '../../infrastructure/http/server/operations-router.js';
import type { Messaging } from '../../infrastructure/messaging/messaging.js';
import type { KeySource } from '../../infrastructure/security/key-source.js';
import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import type { ProjectionRuntime } from '../../projections/runtime/projection-runtime.js';

const BOUND_MS = 1_000;

/** For so long an answer serves everybody: the registration, each balancer that probes, the gateway on behalf of its own callers. */
const FRESH_MS = 1_000;

/** Whether the event store answers a read. */
export function eventStoreCheck(eventStore: EventStore): ReadinessCheck {
  return answering('event-store', async () => {
    for await (const _ of eventStore.readStream('readiness-check', { limit: 1 })) return;
  });
}

/** Whether MongoDB answers. */
export function mongoCheck(mongo: MongoConnection): ReadinessCheck {
  return answering('mongodb', () => mongo.ping());
}

/** Whether every read model can answer and has caught up. */
export function projectionsCheck(projections: ProjectionRuntime): ReadinessCheck {
  return {
    name: 'projections',
    check: async () => (projections.ready ? undefined : 'not caught up yet'),
  };
}

/** Whether it is known what access tokens are checked with; once it is, it stays so. */
export function keysCheck(keys: KeySource): ReadinessCheck {
  return {
    name: 'access-token-keys',
    check: async () => ((await keys.known()) ? undefined : 'not known yet'),
  };
}

/** Whether integration events come and go. Without them orders wait, but everything that is asked of a service it can do. */
export function messagingCheck(messaging: Messaging): ReadinessCheck {
  return { name: 'kafka', dispensable: true, check: async () => messaging.problem };
}

/** Whether a handler of events works, here or in another instance. */
export function processorCheck(processor: EventProcessor): ReadinessCheck {
  return {
    name: processor.status.handler,
    check: async () => (processor.status.role === 'starting' ? 'not started yet' : undefined),
  };
}

function answering(name: string, ask: () => Promise<void>): ReadinessCheck {
  let last: { readonly at: number; readonly answer: Promise<string | undefined> } | undefined;
  const askNow = (): Promise<string | undefined> => {
    const late = delay(BOUND_MS, 'no answer in time', { ref: false });
    const asked = ask().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    return Promise.race([asked, late]);
  };
  return {
    name,
    check: () => {
      const now = performance.now();
      if (last === undefined || now - last.at >= FRESH_MS) last = { at: now, answer: askNow() };
      return last.answer;
    },
  };
}
