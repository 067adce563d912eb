import { setTimeout as delay } from 'node:timers/promises';
import { Container, type ContainerModule } from 'inversify';
import { EventProcessor } from '../../application/event-processor/event-processor.js';
import type { EventProcessorSettings } from '../../application/event-processor/event-processor-settings.js';
import type { LiveConfiguration } from '../../infrastructure/configuration/live-configuration.js';
import { circuitBreakersRouter } from '../../infrastructure/http/actuator/circuit-breakers-router.js';
import { listen } from '../../infrastructure/http/server/listen.js';
import { operatorsOnly } from '../../infrastructure/http/actuator/operators-only.js';
import { operationsRouter } from '../../infrastructure/http/server/operations-router.js';
import { refreshRouter } from '../../infrastructure/http/server/refresh-router.js';
import { serviceApp } from '../../infrastructure/http/server/service-app.js';
import { watchResilience } from '../../infrastructure/telemetry/resilience-metrics.js';
import { processorLog } from '../../infrastructure/telemetry/processor-log.js';
import type { BackgroundTask } from './background-task.js';
import { fatalLog } from './fatal-log.js';
import { followConfiguration } from './follow-configuration.js';
import { processTracing } from './process-tracing.js';
import { watchProgress } from './progress-metrics.js';
import {
  eventStoreCheck,
  keysCheck,
  messagingCheck,
  mongoCheck,
  processorCheck,
  projectionsCheck,
} from './readiness-checks.js';
import { operationsApi } from './operations/operations-api.js';
import type { Running } from './run-process.js';
import { type ServiceSettings, timeLimitsOf } from './service-settings.js';
import { registrationOf } from './registration.js';
import { sharedModule } from './shared-module.js';
import { TOKENS } from './tokens.js';
import { trustModule } from './trust-module.js';

/** Many keys side by side: what a process waits for is mostly other services. */
const PROCESSOR_SETTINGS: Partial<EventProcessorSettings> = {
  lanes: 16,
  batchSize: 50,
  checkpointIntervalMs: 500,
};

/** How long background tasks may take to finish what is in flight. */
const STOP_BOUND_MS = 3_000;

/** A service as its composition root describes it. */
export interface ServiceDefinition<Settings extends ServiceSettings> {
  readonly name: string;
  /** Binds `TOKENS.api`, `TOKENS.projections` and what the service has of its own. */
  module(settings: Settings): ContainerModule;
}

/** A service that listens. */
export interface RunningService extends Running {
  readonly port: number;
}

/**
 * Composes a service and starts it: it listens at once, and is ready as soon as event store, MongoDB, projections and
 * processes are. What it depends on may be away, now or later; it keeps trying.
 */
export async function startService<Settings extends ServiceSettings>(
  definition: ServiceDefinition<Settings>,
  settings: Settings,
  configuration: LiveConfiguration,
): Promise<RunningService> {
  const container = new Container();
  container.bind(TOKENS.serviceName).toConstantValue(definition.name);
  container.bind(TOKENS.settings).toConstantValue(settings);
  container.bind(TOKENS.configuration).toConstantValue(configuration);
  container.load(sharedModule(), definition.module(settings), trustModule());

  const logger = container.get(TOKENS.logger);
  const tracing = await processTracing(definition.name, settings, logger);
  container.bind(TOKENS.tracing).toConstantValue(tracing);
  const metrics = container.get(TOKENS.metrics);
  const hooks = container.get(TOKENS.serverHooks);
  const projections = container.get(TOKENS.projectionRuntime);
  const processors = processorsOf(container, settings);
  const statuses = () => [...projections.status, ...processors.map(({ status }) => status)];
  watchProgress(metrics, statuses);

  const resilience = container.get(TOKENS.resilience);
  watchResilience(metrics, resilience);

  const updates = followConfiguration(configuration, logger, metrics);

  const messaging = container.get(TOKENS.messaging);
  const api = container.get(TOKENS.api);
  const checks = [
    eventStoreCheck(container.get(TOKENS.eventStore)),
    mongoCheck(container.get(TOKENS.mongo)),
    projectionsCheck(projections),
    keysCheck(container.get(TOKENS.customerKeys)),
    ...processors.map(processorCheck),
    ...(settings.KAFKA_BROKERS.length > 0 ? [messagingCheck(messaging)] : []),
  ];
  const operators = operationsApi({
    service: definition.name,
    readSide: container.get(TOKENS.readSide),
    live: (handler) => projections.status.find((status) => status.handler === handler),
    randomness: container.get(TOKENS.randomness),
    looks: container.get(TOKENS.looks),
    actions: container.get(TOKENS.operatorActions),
    standing: {
      service: definition.name,
      instance: settings.INSTANCE,
      checks,
      processors: statuses,
      circuitBreakers: () => Array.from(resilience.policies, ({ circuitBreaker }) => circuitBreaker),
      recent: metrics.recent,
    },
    resilience,
    configuration,
  });
  const operations = operationsRouter({
    service: definition.name,
    checks,
    metrics: () => metrics.text(),
    openApi: async () => {
      const { mergeOpenApi, openApiDocument } =
        await import('../../infrastructure/http/openapi/openapi-document.js');
      return mergeOpenApi(
        api.contract.title,
        [api, operators].map(({ contract }) => openApiDocument(contract)),
      );
    },
  });
  const authenticator = container.get(TOKENS.authenticator);
  const eventStreams = container.get(TOKENS.eventStreams);
  const routing = {
    idempotency: container.get(TOKENS.idempotency),
    fingerprintKey: container.get(TOKENS.identity).secretFor('idempotency-fingerprints'),
    hooks,
    authenticator,
    eventStreams,
  };
  const app = serviceApp(
    [
      api.router(routing),
      operators.router(routing),
      operations,
      operatorsOnly('/actuator', authenticator),
      circuitBreakersRouter(resilience),
      refreshRouter(updates.refresher),
    ],
    hooks,
    tracing.tracer,
  );
  const server = await listen(app, settings.PORT, settings.HOST, timeLimitsOf(settings));

  const tasks: readonly BackgroundTask[] = [
    projections,
    ...processors,
    ...container.getAll(TOKENS.backgroundTask),
    ...updates.tasks,
    messaging,
  ];
  const ending = new AbortController();
  void container.get(TOKENS.mongo).connect(ending.signal);
  for (const task of tasks) task.start();
  const registration = registrationOf({
    name: definition.name,
    port: server.port,
    settings,
    checks,
    client: container.get(TOKENS.registryClient),
    clock: container.get(TOKENS.clock),
    logger,
  });
  registration.start();
  logger.info({ port: server.port }, `${definition.name} listens on ${settings.HOST}:${server.port}`);
  return {
    port: server.port,
    fatal: fatalLog(logger),
    async stop() {
      ending.abort();
      await registration.stop();
      eventStreams.close();
      await server.close();
      // Stores that are away must not keep the process: what is cut off is handled again after the next start.
      await Promise.race([Promise.all(tasks.map((task) => task.stop())), delay(STOP_BOUND_MS)]);
      await container.get(TOKENS.connection).dispose();
      await container.get(TOKENS.mongo).close();
      await container.unbindAllAsync();
      await tracing.stop();
      logger.flush();
    },
  };
}

function processorsOf(container: Container, settings: ServiceSettings): readonly EventProcessor[] {
  const observer = processorLog(container.get(TOKENS.logger));
  return container.getAll(TOKENS.eventHandler, { optional: true }).map(
    (handler) =>
      new EventProcessor({
        ...container.get(TOKENS.stores),
        handler,
        eventStore: container.get(TOKENS.eventStore),
        clock: container.get(TOKENS.clock),
        owner: settings.INSTANCE,
        observer,
        settings: PROCESSOR_SETTINGS,
      }),
  );
}
