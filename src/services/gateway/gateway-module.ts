import { ContainerModule, type ServiceIdentifier } from 'inversify';
import type { Configuration } from '../../infrastructure/configuration/configuration.js';
import type { Contract } from '../../infrastructure/http/contract/contract.js';
import { customerContract } from '../../infrastructure/http/contracts/customer-contract.js';
import { orderContract } from '../../infrastructure/http/contracts/order-contract.js';
import { productContract } from '../../infrastructure/http/contracts/product-contract.js';
import { shoppingCommandContract } from '../../infrastructure/http/contracts/shopping-command-contract.js';
import { shoppingQueryContract } from '../../infrastructure/http/contracts/shopping-query-contract.js';
import { RouteTable } from '../../infrastructure/http/gateway/route-table.js';
import { Upstream } from '../../infrastructure/http/gateway/upstream.js';
import type { ServerHooks } from '../../infrastructure/http/server/server-hooks.js';
import { createLogger, type Logger } from '../../infrastructure/telemetry/logger.js';
import { LogSettings } from '../../infrastructure/telemetry/log-settings.js';
import { Metrics } from '../../infrastructure/telemetry/metrics.js';
import { requestLog } from '../../infrastructure/telemetry/request-log.js';
import type { GatewaySettings } from './gateway-settings.js';

export const contracts: readonly Contract[] = [
  customerContract,
  productContract,
  orderContract,
  shoppingCommandContract,
  shoppingQueryContract,
];

/** What the gateway binds. */
export const GATEWAY = {
  logger: Symbol.for('Logger') as ServiceIdentifier<Logger>,
  metrics: Symbol.for('Metrics') as ServiceIdentifier<Metrics>,
  hooks: Symbol.for('ServerHooks') as ServiceIdentifier<ServerHooks>,
  routes: Symbol.for('RouteTable') as ServiceIdentifier<RouteTable>,
  upstreams: Symbol.for('Upstreams') as ServiceIdentifier<ReadonlyMap<string, Upstream>>,
} as const;

/** Logs, metrics, routes and the addresses behind them. */
export function gatewayModule(settings: GatewaySettings, configuration: Configuration): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(GATEWAY.logger)
      .toResolvedValue(() =>
        createLogger('gateway', settings.INSTANCE, configuration.bind('log', LogSettings)),
      )
      .inSingletonScope();
    bind(GATEWAY.metrics)
      .toResolvedValue(() => new Metrics('gateway'))
      .inSingletonScope();
    bind(GATEWAY.hooks).toResolvedValue(requestLog, [GATEWAY.logger, GATEWAY.metrics]).inSingletonScope();
    bind(GATEWAY.routes)
      .toResolvedValue(() => new RouteTable(contracts))
      .inSingletonScope();
    bind(GATEWAY.upstreams)
      .toResolvedValue(() => new Map(addressesOf(settings).map(([name, urls]) => [name, new Upstream(urls)])))
      .inSingletonScope()
      .onDeactivation(async (upstreams) => {
        await Promise.all([...upstreams.values()].map((upstream) => upstream.close()));
      });
  });
}

function addressesOf(settings: GatewaySettings): [string, readonly string[]][] {
  return [
    [customerContract.service, settings.CUSTOMER_SERVICE_URLS],
    [productContract.service, settings.PRODUCT_SERVICE_URLS],
    [orderContract.service, settings.ORDER_SERVICE_URLS],
    [shoppingCommandContract.service, settings.SHOPPING_COMMAND_SERVICE_URLS],
    [shoppingQueryContract.service, settings.SHOPPING_QUERY_SERVICE_URLS],
  ];
}
