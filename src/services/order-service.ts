import { orderModule } from './order-service/order-module.js';
import { OrderServiceSettings } from './order-service/order-service-settings.js';
import { loadConfiguration } from './runtime/load-configuration.js';
import { runProcess } from './runtime/run-process.js';
import { startService } from './runtime/start-service.js';

await runProcess('order-service', async () => {
  const configuration = await loadConfiguration('order-service', process.env);
  return startService(
    { name: 'order-service', module: orderModule },
    configuration.settings(OrderServiceSettings),
    configuration,
  );
});
