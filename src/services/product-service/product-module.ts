import { ContainerModule } from 'inversify';
import { CommandHandler } from '../../application/command-handler.js';
import { orderIntegrationEventTypes } from '../../application/integration-events/order-integration-events.js';
import { stockReservationProcess } from '../../application/product-service/stock-reservation-process.js';
import { ProductQueries } from '../../application/read-models/product-queries.js';
import { EventStoreSnapshotStore } from '../../application/snapshots/event-store-snapshot-store.js';
import { productDecider } from '../../domain/product/decider.js';
import { productEventVersions } from '../../domain/product/events.js';
import { projectionsOf } from '../../projections/catalogue.js';
import { products } from '../../projections/products.js';
import { bindProcess } from '../runtime/bind-process.js';
import { TOKENS } from '../runtime/tokens.js';
import { productApi } from './product-api.js';
import { stockDispatcher } from './stock-dispatcher.js';
import { PRODUCTS } from './tokens.js';

/** Products, their stock, and the process that reserves stock for orders. */
export function productModule(): ContainerModule {
  return new ContainerModule((options) => {
    const { bind } = options;
    bind(TOKENS.projections).toConstantValue(projectionsOf('product-service'));
    bind(PRODUCTS.commands)
      .toResolvedValue(
        (parts) =>
          new CommandHandler({
            ...parts,
            decider: productDecider,
            eventVersions: productEventVersions,
            openedBy: ['RegisterProduct'],
            snapshots: {
              store: new EventStoreSnapshotStore(parts.eventStore, parts.randomness),
              every: 1_000,
              stateVersion: 1,
            },
          }),
        [TOKENS.commandParts],
      )
      .inSingletonScope();
    bind(PRODUCTS.queries)
      .toResolvedValue(
        (projections, eventStore) => new ProductQueries(projections.readModel(products), eventStore),
        [TOKENS.projectionRuntime, TOKENS.eventStore],
      )
      .inSingletonScope();
    bind(PRODUCTS.stockDispatcher)
      .toResolvedValue(
        (commands, { publisher }) => stockDispatcher(commands, publisher),
        [PRODUCTS.commands, TOKENS.messaging],
      )
      .inSingletonScope();
    bindProcess(options, {
      manager: stockReservationProcess,
      inputs: [],
      receives: orderIntegrationEventTypes,
      dispatcher: PRODUCTS.stockDispatcher,
      deadlines: false,
    });
    bind(TOKENS.api).toResolvedValue(productApi, [PRODUCTS.commands, PRODUCTS.queries]).inSingletonScope();
  });
}
