import { readSettings } from './runtime/read-settings.js';
import { runProcess } from './runtime/run-process.js';
import { startService } from './runtime/start-service.js';
import { shoppingCommandModule } from './shopping-command-service/shopping-command-module.js';
import { ShoppingCommandSettings } from './shopping-command-service/shopping-command-settings.js';

await runProcess('shopping-command-service', () =>
  startService(
    { name: 'shopping-command-service', module: shoppingCommandModule },
    readSettings(ShoppingCommandSettings, process.env),
  ),
);
