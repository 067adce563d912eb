import { orderModule } from './order-service/order-module.js';
import { OrderServiceSettings } from './order-service/order-service-settings.js';
import { readSettings } from './runtime/read-settings.js';
import { runProcess } from './runtime/run-process.js';
import { startService } from './runtime/start-service.js';

await runProcess('order-service', () =>
  startService(
    { name: 'order-service', module: orderModule },
    readSettings(OrderServiceSettings, process.env),
  ),
);
