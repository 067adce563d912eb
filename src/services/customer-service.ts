import { customerModule } from './customer-service/customer-module.js';
import { CustomerServiceSettings } from './customer-service/customer-service-settings.js';
import { loadConfiguration } from './runtime/load-configuration.js';
import { runProcess } from './runtime/run-process.js';
import { startService } from './runtime/start-service.js';

await runProcess('customer-service', async () => {
  const configuration = await loadConfiguration('customer-service', process.env);
  return startService(
    { name: 'customer-service', module: customerModule },
    configuration.settings(CustomerServiceSettings),
    configuration,
  );
});
