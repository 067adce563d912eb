import { readSettings } from './runtime/read-settings.js';
import { runProcess } from './runtime/run-process.js';
import { startService } from './runtime/start-service.js';
import { shoppingQueryModule } from './shopping-query-service/shopping-query-module.js';
import { ShoppingQuerySettings } from './shopping-query-service/shopping-query-settings.js';

await runProcess('shopping-query-service', () =>
  startService(
    { name: 'shopping-query-service', module: shoppingQueryModule },
    readSettings(ShoppingQuerySettings, process.env),
  ),
);
