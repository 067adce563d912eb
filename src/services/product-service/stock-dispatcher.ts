import type { Command } from '../../application/command.js';
import type { IntegrationEventPublisher } from '../../application/integration-events/integration-event-publisher.js';
import type { StockIntegrationEvent } from '../../application/integration-events/stock-integration-events.js';
import type { CommandDispatcher } from '../../application/process-runtime/command-dispatcher.js';
import { routeCommands } from '../../application/process-runtime/command-router.js';
import type { StockReservationCommand } from '../../application/product-service/stock-reservation-messages.js';
import type { ProductCommand } from '../../domain/product/commands.js';
import type { ProductCommandHandler } from './tokens.js';

/** Carries the commands of the stock reservation to products, and its answers to order-service. */
export function stockDispatcher(
  products: ProductCommandHandler,
  publisher: IntegrationEventPublisher,
): CommandDispatcher<StockReservationCommand> {
  const toProduct = (command: Command<ProductCommand>): Promise<unknown> =>
    products.handle(`product-${command.body.data.productId}`, command);
  const publish = (
    { commandId, correlationId, causationId, traceparent }: Command,
    event: StockIntegrationEvent,
  ) =>
    publisher.publish({
      ...event,
      eventId: commandId,
      key: event.data.orderId,
      correlationId,
      causationId,
      ...(traceparent === undefined ? {} : { traceparent }),
    });
  return routeCommands<StockReservationCommand>({
    ReserveStock: toProduct,
    ReleaseStockReservation: toProduct,
    DeductStock: toProduct,
    PublishStockReserved: (command) =>
      publish(command, { type: 'stock.reserved-for-order.v1', data: command.body.data }),
    PublishStockUnavailable: (command) =>
      publish(command, { type: 'stock.unavailable-for-order.v1', data: command.body.data }),
  });
}
