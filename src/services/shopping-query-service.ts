import { loadConfiguration } from './runtime/load-configuration.js';
import { runProcess } from './runtime/run-process.js';
import { startService } from './runtime/start-service.js';
import { shoppingQueryModule } from './shopping-query-service/shopping-query-module.js';
import { ShoppingQuerySettings } from './shopping-query-service/shopping-query-settings.js';

await runProcess('shopping-query-service', async () => {
  const configuration = await loadConfiguration('shopping-query-service', process.env);
  return startService(
    { name: 'shopping-query-service', module: shoppingQueryModule },
    configuration.settings(ShoppingQuerySettings),
    configuration,
  );
});
