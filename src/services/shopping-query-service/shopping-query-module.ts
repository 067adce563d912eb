import { ContainerModule, type ServiceIdentifier } from 'inversify';
import { CartQueries } from '../../application/read-models/cart-queries.js';
import { checkoutProcess } from '../../application/shopping-query-service/checkout-process.js';
import { projectionsOf } from '../../projections/catalogue.js';
import { carts } from '../../projections/carts.js';
import { bindProcess } from '../runtime/bind-process.js';
import { bindClients } from '../runtime/bind-clients.js';
import { TOKENS } from '../runtime/tokens.js';
import { cartQueryApi } from './cart-query-api.js';
import { RemoteOrderDispatcher } from './remote-order-dispatcher.js';

/** What shopping-query-service binds for itself. */
const CART_QUERIES = {
  queries: Symbol.for('CartQueries') as ServiceIdentifier<CartQueries>,
  orderDispatcher: Symbol.for('RemoteOrderDispatcher') as ServiceIdentifier<RemoteOrderDispatcher>,
} as const;

/** Carts as they look, and the process that carries a checkout over to an order. */
export function shoppingQueryModule(): ContainerModule {
  return new ContainerModule((options) => {
    const { bind } = options;
    bindClients(options);
    bind(TOKENS.projections).toConstantValue(projectionsOf('shopping-query-service'));
    bind(CART_QUERIES.queries)
      .toResolvedValue(
        (projections, eventStore) => new CartQueries(projections.readModel(carts), eventStore),
        [TOKENS.projectionRuntime, TOKENS.eventStore],
      )
      .inSingletonScope();
    bind(CART_QUERIES.orderDispatcher)
      .toResolvedValue((clients) => new RemoteOrderDispatcher(clients), [TOKENS.clients])
      .inSingletonScope();
    bindProcess(options, {
      manager: checkoutProcess,
      inputs: ['cart-'],
      receives: [],
      dispatcher: CART_QUERIES.orderDispatcher,
      deadlines: false,
    });
    bind(TOKENS.api).toResolvedValue(cartQueryApi, [CART_QUERIES.queries]).inSingletonScope();
  });
}
