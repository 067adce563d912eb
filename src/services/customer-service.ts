import { customerModule } from './customer-service/customer-module.js';
import { CustomerServiceSettings } from './customer-service/customer-service-settings.js';
import { readSettings } from './runtime/read-settings.js';
import { runProcess } from './runtime/run-process.js';
import { startService } from './runtime/start-service.js';

await runProcess('customer-service', () =>
  startService(
    { name: 'customer-service', module: customerModule },
    readSettings(CustomerServiceSettings, process.env),
  ),
);
