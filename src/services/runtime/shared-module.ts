import { ContainerModule } from 'inversify';
import { Looks } from '../../application/audit-service/looks.js';
import { OperatorActions } from '../../application/operations/operator-actions.js';
import { SharedRounds } from '../../application/event-processor/shared-rounds.js';
import { SystemClock } from '../../infrastructure/system/system-clock.js';
import { SystemRandomness } from '../../infrastructure/system/system-randomness.js';
import { EventStoreDbEventStore } from '../../infrastructure/eventstoredb/event-store-db-event-store.js';
import { EventStreams } from '../../infrastructure/http/server/event-streams.js';
import { IdempotencySweeper } from '../../infrastructure/http/idempotency/idempotency-sweeper.js';
import { MongoIdempotencyStore } from '../../infrastructure/http/idempotency/mongo-idempotency-store.js';
import { MongoConnection, databaseOf } from '../../infrastructure/mongodb/mongo-connection.js';
import { mongoStores } from '../../infrastructure/mongodb/mongo-stores.js';
import { MeasuredEventStore } from '../../infrastructure/telemetry/measured-event-store.js';
import { TracedEventStore } from '../../infrastructure/telemetry/tracing/traced-event-store.js';
import { createLogger } from '../../infrastructure/telemetry/logger.js';
import { logSettings } from '../../infrastructure/telemetry/log-settings.js';
import { Metrics } from '../../infrastructure/telemetry/metrics.js';
import { processorLog } from '../../infrastructure/telemetry/processor-log.js';
import { requestLog } from '../../infrastructure/telemetry/request-log.js';
import { ResilienceRegistry } from '../../infrastructure/resilience/resilience-registry.js';
import { ProjectionRuntime } from '../../projections/runtime/projection-runtime.js';
import { bindDiscovery } from './discovery.js';
import { messagingOf } from './messaging-of.js';
import { TOKENS } from './tokens.js';

/** How long those in no hurry wait for more once they have caught up. */
const UNHURRIED_PAUSE_MS = 1_000;

/** What every service has: clock, logs, metrics, event store, read models and what is kept about requests. */
export function sharedModule(): ContainerModule {
  return new ContainerModule((options) => {
    const { bind } = options;
    bindDiscovery(options);
    bind(TOKENS.clock).toConstantValue(new SystemClock());
    bind(TOKENS.randomness).toConstantValue(new SystemRandomness());
    bind(TOKENS.logger)
      .toResolvedValue(
        (name, { INSTANCE }, configuration) => createLogger(name, INSTANCE, logSettings(configuration)),
        [TOKENS.serviceName, TOKENS.settings, TOKENS.configuration],
      )
      .inSingletonScope();
    bind(TOKENS.metrics)
      .toResolvedValue((name) => new Metrics(name), [TOKENS.serviceName])
      .inSingletonScope();
    bind(TOKENS.serverHooks).toResolvedValue(requestLog, [TOKENS.logger, TOKENS.metrics]).inSingletonScope();
    bind(TOKENS.eventStreams)
      .toDynamicValue(() => new EventStreams())
      .inSingletonScope();
    bind(TOKENS.resilience)
      .toDynamicValue(() => new ResilienceRegistry())
      .inSingletonScope()
      .onDeactivation((resilience) => resilience.close());
    bind(TOKENS.connection)
      .toResolvedValue(
        ({ EVENTSTORE_URL, INSTANCE }, logger) =>
          new EventStoreDbEventStore(EVENTSTORE_URL, {
            connectionName: INSTANCE,
            onSubscriptionLost: (error) =>
              logger.warn({ err: error }, 'A subscription has lost the event store'),
          }),
        [TOKENS.settings, TOKENS.logger],
      )
      .inSingletonScope();
    bind(TOKENS.eventStore)
      .toResolvedValue(
        (store, metrics, { tracer }) => {
          const measured = new MeasuredEventStore(store, metrics);
          return tracer === undefined ? measured : new TracedEventStore(measured, tracer);
        },
        [TOKENS.connection, TOKENS.metrics, TOKENS.tracing],
      )
      .inSingletonScope();
    bind(TOKENS.messaging)
      .toDynamicValue((context) =>
        messagingOf({
          service: context.get(TOKENS.serviceName),
          settings: context.get(TOKENS.settings),
          wanted: context.getAll(TOKENS.receivedType, { optional: true }),
          eventStore: context.get(TOKENS.eventStore),
          clock: context.get(TOKENS.clock),
          logger: context.get(TOKENS.logger),
          metrics: context.get(TOKENS.metrics),
        }),
      )
      .inSingletonScope();
    bind(TOKENS.commandParts)
      .toResolvedValue(
        (eventStore, clock, randomness, { tracer }) => ({ eventStore, clock, randomness, tracer }),
        [TOKENS.eventStore, TOKENS.clock, TOKENS.randomness, TOKENS.tracing],
      )
      .inSingletonScope();
    bind(TOKENS.mongo)
      .toResolvedValue(
        ({ MONGODB_URL, INSTANCE }, name) =>
          new MongoConnection({ url: MONGODB_URL, database: databaseOf(name), appName: INSTANCE }),
        [TOKENS.settings, TOKENS.serviceName],
      )
      .inSingletonScope();
    bind(TOKENS.stores)
      .toResolvedValue(({ db }) => mongoStores(db), [TOKENS.mongo])
      .inSingletonScope();
    bind(TOKENS.idempotency)
      .toResolvedValue(
        ({ db }, { INSTANCE }) => new MongoIdempotencyStore(db, INSTANCE),
        [TOKENS.mongo, TOKENS.settings],
      )
      .inSingletonScope();
    bind(TOKENS.backgroundTask)
      .toResolvedValue(
        (store, logger) =>
          new IdempotencySweeper(store, (error) =>
            logger.warn({ err: error }, 'Old idempotency keys stay for now'),
          ),
        [TOKENS.idempotency, TOKENS.logger],
      )
      .inSingletonScope();
    bind(TOKENS.unhurriedFeed)
      .toResolvedValue(
        (eventStore, clock) => new SharedRounds(eventStore, clock, UNHURRIED_PAUSE_MS),
        [TOKENS.eventStore, TOKENS.clock],
      )
      .inSingletonScope();
    bind(TOKENS.readSide)
      .toResolvedValue(
        (stores, eventStore, clock, projections) => ({ stores, eventStore, clock, projections }),
        [TOKENS.stores, TOKENS.eventStore, TOKENS.clock, TOKENS.projections],
      )
      .inSingletonScope();
    bind(TOKENS.looks)
      .toResolvedValue(
        (eventStore, clock, randomness) => new Looks({ eventStore, clock, randomness }),
        [TOKENS.eventStore, TOKENS.clock, TOKENS.randomness],
      )
      .inSingletonScope();
    bind(TOKENS.operatorActions)
      .toResolvedValue(
        (eventStore, clock, randomness) => new OperatorActions({ eventStore, clock, randomness }),
        [TOKENS.eventStore, TOKENS.clock, TOKENS.randomness],
      )
      .inSingletonScope();
    bind(TOKENS.projectionRuntime)
      .toResolvedValue(
        (projections, eventStore, unhurriedFeed, stores, clock, { INSTANCE }, logger) =>
          new ProjectionRuntime(projections, {
            ...stores,
            eventStore,
            unhurriedFeed,
            clock,
            owner: INSTANCE,
            observer: processorLog(logger),
            settings: { lanes: 2, checkpointIntervalMs: 500 },
          }),
        [
          TOKENS.projections,
          TOKENS.eventStore,
          TOKENS.unhurriedFeed,
          TOKENS.stores,
          TOKENS.clock,
          TOKENS.settings,
          TOKENS.logger,
        ],
      )
      .inSingletonScope();
  });
}
