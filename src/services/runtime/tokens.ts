import type { ServiceIdentifier } from 'inversify';
import type { ReadinessCheck } from '../../infrastructure/http/server/operations-router.js';
import type { Clock } from '../../application/clock.js';
import type { EventHandler } from '../../application/event-handler.js';
import type { EventStore } from '../../application/event-store.js';
import type { Randomness } from '../../application/randomness.js';
import type { ServiceStores } from '../../application/service-stores.js';
import type { Api } from './api.js';
import type { BackgroundTask } from './background-task.js';
import type { Looks } from '../../application/audit-service/looks.js';
import type { OperatorActions } from '../../application/operations/operator-actions.js';
import type { ReadSide } from '../../projections/operations/read-side.js';
import type { CommandParts } from './command-parts.js';
import type { Projection } from '../../projections/projection.js';
import type { ProjectionRuntime } from '../../projections/runtime/projection-runtime.js';
import type { Configuration } from '../../infrastructure/configuration/configuration.js';
import type { EurekaClient } from '../../infrastructure/discovery/eureka/eureka-client.js';
import type { ServiceDirectory } from '../../infrastructure/discovery/service-directory.js';
import type { ClientParts } from '../../infrastructure/http/client/service-client.js';
import type { ResilienceRegistry } from '../../infrastructure/resilience/resilience-registry.js';
import type { EventStoreDbEventStore } from '../../infrastructure/eventstoredb/event-store-db-event-store.js';
import type { MongoIdempotencyStore } from '../../infrastructure/http/idempotency/mongo-idempotency-store.js';
import type { Authenticator } from '../../infrastructure/http/server/authenticator.js';
import type { EventStreams } from '../../infrastructure/http/server/event-streams.js';
import type { ServerHooks } from '../../infrastructure/http/server/server-hooks.js';
import type { Messaging } from '../../infrastructure/messaging/messaging.js';
import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import type { Logger } from '../../infrastructure/telemetry/logger.js';
import type { Metrics } from '../../infrastructure/telemetry/metrics.js';
import type { Tracing } from '../../infrastructure/telemetry/tracing/tracing.js';
import type { KeySource } from '../../infrastructure/security/key-source.js';
import type { ServiceIdentity } from '../../infrastructure/security/service-identity.js';
import type { ServiceSettings } from './service-settings.js';

function token<T>(name: string): ServiceIdentifier<T> {
  return Symbol.for(name) as ServiceIdentifier<T>;
}

/** The identifiers under which every service's container knows what all services share. */
export const TOKENS = {
  serviceName: token<string>('ServiceName'),
  settings: token<ServiceSettings>('Settings'),
  /** Settings that may change while the process runs, each part's under a prefix of its own. */
  configuration: token<Configuration>('Configuration'),
  clock: token<Clock>('Clock'),
  randomness: token<Randomness>('Randomness'),
  logger: token<Logger>('Logger'),
  metrics: token<Metrics>('Metrics'),
  tracing: token<Tracing>('Tracing'),
  /** Tells the registry of this process, and asks it for others. */
  registryClient: token<EurekaClient>('RegistryClient'),
  /** The event streams that clients hold open. */
  eventStreams: token<EventStreams>('EventStreams'),
  serverHooks: token<ServerHooks>('ServerHooks'),
  /** What access tokens of customers are checked with. */
  customerKeys: token<KeySource>('CustomerKeys'),
  authenticator: token<Authenticator>('Authenticator'),
  /** This service as others know it. */
  identity: token<ServiceIdentity>('ServiceIdentity'),
  /** The client of the event store, to be disposed of at the end. */
  connection: token<EventStoreDbEventStore>('EventStoreConnection'),
  eventStore: token<EventStore>('EventStore'),
  /** What every handler of commands and every process manager is run with. */
  commandParts: token<CommandParts>('CommandParts'),
  /** How the service tells the others of what happened, and hears from them. */
  messaging: token<Messaging>('Messaging'),
  /** A type of integration events that the service wants; any number of them. */
  receivedType: token<string>('ReceivedType'),
  /** The event store as projections follow it. */
  unhurriedFeed: token<EventStore>('UnhurriedFeed'),
  mongo: token<MongoConnection>('MongoConnection'),
  stores: token<ServiceStores>('ServiceStores'),
  idempotency: token<MongoIdempotencyStore>('IdempotencyStore'),
  /** The read models as operators work on them. */
  readSide: token<ReadSide>('ReadSide'),
  /** Notes in the log who looks at what, and who intervenes. */
  looks: token<Looks>('Looks'),
  operatorActions: token<OperatorActions>('OperatorActions'),
  projectionRuntime: token<ProjectionRuntime>('ProjectionRuntime'),
  /** The projections of the service: bound by its own module. */
  projections: token<readonly Projection[]>('Projections'),
  /** What follows the event store beside the projections; any number of them. */
  eventHandler: token<EventHandler>('EventHandler'),
  /** What runs beside the requests; any number of them. */
  backgroundTask: token<BackgroundTask>('BackgroundTask'),
  /** What must be well before the service is ready; any number of them. */
  readinessCheck: token<ReadinessCheck>('ReadinessCheck'),
  /** Where the instances of other services are. */
  directory: token<ServiceDirectory>('ServiceDirectory'),
  /** The policies around the calls of other services. */
  resilience: token<ResilienceRegistry>('ResilienceRegistry'),
  /** What clients of other services are made with: bound by `bindClients`. */
  clients: token<ClientParts>('ClientParts'),
  /** The contract with its handlers: bound by the service's own module. */
  api: token<Api>('Api'),
} as const;
