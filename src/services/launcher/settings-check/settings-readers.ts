import type { ServiceName } from '../../../application/service-names.js';
import type { SettingsClass } from '../../../infrastructure/configuration/configuration.js';
import type { LiveConfiguration } from '../../../infrastructure/configuration/live-configuration.js';
import { clientSettings } from '../../../infrastructure/http/client/client-settings.js';
import type { Contract } from '../../../infrastructure/http/contract/contract.js';
import { orderContract } from '../../../infrastructure/http/contracts/order-contract.js';
import { productContract } from '../../../infrastructure/http/contracts/product-contract.js';
import { logSettings } from '../../../infrastructure/telemetry/log-settings.js';
import { AuditServiceSettings } from '../../audit-service/audit-service-settings.js';
import { ConfigServerSettings } from '../../config-server/config-server-settings.js';
import { CustomerServiceSettings } from '../../customer-service/customer-service-settings.js';
import { GatewaySettings, liveGatewaySettings } from '../../gateway/gateway-settings.js';
import { OrderServiceSettings } from '../../order-service/order-service-settings.js';
import { ProductServiceSettings } from '../../product-service/product-service-settings.js';
import { RegistrySettings } from '../../registry/registry-settings.js';
import { ShoppingCommandSettings } from '../../shopping-command-service/shopping-command-settings.js';
import { ShoppingQuerySettings } from '../../shopping-query-service/shopping-query-settings.js';

/** Reads all that a process goes by, in the way it does so itself. @throws SettingsError as it would */
export type SettingsReader = (configuration: LiveConfiguration) => void;

/** The processes that have settings, by their names. */
export const settingsReaders: Readonly<
  Record<ServiceName | 'gateway' | 'registry' | 'config-server', SettingsReader>
> = {
  registry: reading(RegistrySettings),
  'config-server': reading(ConfigServerSettings),
  'customer-service': reading(CustomerServiceSettings),
  'product-service': reading(ProductServiceSettings),
  'order-service': reading(OrderServiceSettings, productContract),
  'shopping-command-service': reading(ShoppingCommandSettings, productContract),
  'shopping-query-service': reading(ShoppingQuerySettings, orderContract),
  'audit-service': reading(AuditServiceSettings),
  gateway: (configuration) => {
    reading(GatewaySettings)(configuration);
    liveGatewaySettings(configuration);
  },
};

/** @param called the services that this one is a client of */
function reading(settings: SettingsClass<object>, ...called: readonly Contract[]): SettingsReader {
  return (configuration) => {
    configuration.settings(settings);
    logSettings(configuration);
    for (const { service, operations } of called) {
      clientSettings(configuration, service, Object.keys(operations));
    }
  };
}
