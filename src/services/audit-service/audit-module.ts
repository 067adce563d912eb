import { ContainerModule } from 'inversify';
import { ChainKeeper } from '../../application/audit-service/chain/chain-keeper.js';
import { CheckpointSigner } from '../../application/audit-service/chain/checkpoint-keys.js';
import { Trails } from '../../application/audit-service/trail/trails.js';
import { EventProcessor } from '../../application/event-processor/event-processor.js';
import { ActivityQueries } from '../../application/read-models/activity-queries.js';
import { StreamQueries } from '../../application/read-models/stream-queries.js';
import { processorLog } from '../../infrastructure/telemetry/processor-log.js';
import { projectionsOf } from '../../projections/catalogue.js';
import { activities } from '../../projections/activities.js';
import { streams } from '../../projections/streams.js';
import { TOKENS } from '../runtime/tokens.js';
import { auditApi } from './audit-api.js';
import type { AuditServiceSettings } from './audit-service-settings.js';
import { AUDIT } from './tokens.js';

/** The event log for auditors, and the chain that shows whether it is what it was. */
export function auditModule(settings: AuditServiceSettings): ContainerModule {
  const signer = new CheckpointSigner(settings.AUDIT_SIGNING_KEY);
  const keys = { keys: [signer.publicKey, ...settings.AUDIT_FORMER_KEYS.keys] };
  return new ContainerModule(({ bind }) => {
    bind(TOKENS.projections).toConstantValue(projectionsOf('audit-service'));
    bind(AUDIT.keys).toConstantValue(keys);
    bind(AUDIT.streams)
      .toResolvedValue(
        (projections) => new StreamQueries(projections.readModel(streams)),
        [TOKENS.projectionRuntime],
      )
      .inSingletonScope();
    bind(AUDIT.activities)
      .toResolvedValue(
        (projections) => new ActivityQueries(projections.readModel(activities)),
        [TOKENS.projectionRuntime],
      )
      .inSingletonScope();
    bind(AUDIT.trails)
      .toResolvedValue(
        (eventStore, index) => new Trails(eventStore, index),
        [TOKENS.eventStore, AUDIT.activities],
      )
      .inSingletonScope();
    bind(TOKENS.backgroundTask)
      .toResolvedValue(
        (eventStore, stores, clock, logger) => {
          const handler = new ChainKeeper(eventStore, signer);
          return new EventProcessor({
            ...stores,
            checkpoints: handler.checkpoints,
            handler,
            eventStore,
            clock,
            owner: settings.INSTANCE,
            observer: processorLog(logger),
            settings: {
              lanes: 1,
              batchSize: settings.AUDIT_CHECKPOINT_EVENTS,
              lingerMs: settings.AUDIT_CHECKPOINT_INTERVAL_MS,
              maxInFlight: 2 * settings.AUDIT_CHECKPOINT_EVENTS,
            },
          });
        },
        [TOKENS.unhurriedFeed, TOKENS.stores, TOKENS.clock, TOKENS.logger],
      )
      .inSingletonScope();
    bind(TOKENS.api)
      .toResolvedValue(auditApi, [
        TOKENS.eventStore,
        AUDIT.streams,
        AUDIT.activities,
        AUDIT.trails,
        TOKENS.looks,
        AUDIT.keys,
      ])
      .inSingletonScope();
  });
}
