import { loadConfiguration } from './runtime/load-configuration.js';
import { runProcess } from './runtime/run-process.js';
import { startService } from './runtime/start-service.js';
import { shoppingCommandModule } from './shopping-command-service/shopping-command-module.js';
import { ShoppingCommandSettings } from './shopping-command-service/shopping-command-settings.js';

await runProcess('shopping-command-service', async () => {
  const configuration = await loadConfiguration('shopping-command-service', process.env);
  return startService(
    { name: 'shopping-command-service', module: shoppingCommandModule },
    configuration.settings(ShoppingCommandSettings),
    configuration,
  );
});
