import { ContainerModule } from 'inversify';
import { CommandHandler } from '../../application/command-handler.js';
import { PublishingHandler } from '../../application/integration-events/publishing-handler.js';
import { stockIntegrationEventTypes } from '../../application/integration-events/stock-integration-events.js';
import { CreateOrderUseCase } from '../../application/order-service/create-order.js';
import {
  type FulfilmentCommand,
  fulfilmentProcess,
} from '../../application/order-service/fulfilment-process.js';
import { orderPublications } from '../../application/order-service/order-publications.js';
import type { Command } from '../../application/command.js';
import { routeCommands } from '../../application/process-runtime/command-router.js';
import { OrderQueries } from '../../application/read-models/order-queries.js';
import { orderDecider } from '../../domain/order/decider.js';
import { orderEventVersions } from '../../domain/order/events.js';
import { projectionsOf } from '../../projections/catalogue.js';
import { orders } from '../../projections/orders.js';
import { DocumentWatch } from '../../projections/runtime/document-watch.js';
import { bindClients } from '../runtime/bind-clients.js';
import { bindProcess } from '../runtime/bind-process.js';
import { TOKENS } from '../runtime/tokens.js';
import { orderApi } from './order-api.js';
import { OrderUpdates } from './order-updates.js';
import type { OrderServiceSettings } from './order-service-settings.js';
import { RemotePrices } from './remote-prices.js';
import { ORDERS } from './tokens.js';

/** Orders, the process that decides their outcome, and what other services are told of them. */
export function orderModule({ STOCK_ANSWER_TIMEOUT_MS }: OrderServiceSettings): ContainerModule {
  const manager = fulfilmentProcess(STOCK_ANSWER_TIMEOUT_MS);
  return new ContainerModule((options) => {
    const { bind } = options;
    bindClients(options);
    bind(TOKENS.projections).toConstantValue(projectionsOf('order-service'));
    bind(ORDERS.commands)
      .toResolvedValue(
        (parts) =>
          new CommandHandler({
            ...parts,
            decider: orderDecider,
            eventVersions: orderEventVersions,
            openedBy: ['CreateOrder', 'SubmitOrder'],
            // What becomes of an order is decided within moments; rarely is anything asked of it afterwards.
            cacheSize: 3_000,
          }),
        [TOKENS.commandParts],
      )
      .inSingletonScope();
    bind(ORDERS.prices)
      .toResolvedValue((clients) => new RemotePrices(clients), [TOKENS.clients])
      .inSingletonScope();
    bind(ORDERS.create)
      .toResolvedValue(
        (commands, prices) => new CreateOrderUseCase(commands, prices),
        [ORDERS.commands, ORDERS.prices],
      )
      .inSingletonScope();
    bind(ORDERS.queries)
      .toResolvedValue(
        (projections, eventStore) => new OrderQueries(projections.readModel(orders), eventStore),
        [TOKENS.projectionRuntime, TOKENS.eventStore],
      )
      .inSingletonScope();
    bind(ORDERS.updates)
      .toResolvedValue(
        (projections, eventStore, clock) =>
          new OrderUpdates(
            new DocumentWatch({
              projection: orders,
              readModel: projections.readModel(orders),
              eventStore,
              clock,
            }),
          ),
        [TOKENS.projectionRuntime, TOKENS.eventStore, TOKENS.clock],
      )
      .inSingletonScope();
    bind(ORDERS.fulfilmentDispatcher)
      .toResolvedValue(
        (commands) => {
          const toOrder = (command: Command<FulfilmentCommand>): Promise<unknown> =>
            commands.handle(`order-${command.body.data.orderId}`, command);
          return routeCommands<FulfilmentCommand>({
            ConfirmOrder: toOrder,
            RejectOrder: toOrder,
            CancelOrder: toOrder,
          });
        },
        [ORDERS.commands],
      )
      .inSingletonScope();
    bindProcess(options, {
      manager,
      inputs: ['order-'],
      receives: stockIntegrationEventTypes,
      dispatcher: ORDERS.fulfilmentDispatcher,
      deadlines: true,
    });
    bind(TOKENS.eventHandler)
      .toResolvedValue(
        ({ publisher }) =>
          new PublishingHandler({
            name: 'publish-orders',
            streamPrefixes: ['order-'],
            publisher,
            translate: orderPublications,
          }),
        [TOKENS.messaging],
      )
      .inSingletonScope();
    bind(TOKENS.api)
      .toResolvedValue(orderApi, [ORDERS.commands, ORDERS.create, ORDERS.queries, ORDERS.updates])
      .inSingletonScope();
  });
}
