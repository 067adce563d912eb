import { productModule } from './product-service/product-module.js';
import { ProductServiceSettings } from './product-service/product-service-settings.js';
import { readSettings } from './runtime/read-settings.js';
import { runProcess } from './runtime/run-process.js';
import { startService } from './runtime/start-service.js';

await runProcess('product-service', () =>
  startService(
    { name: 'product-service', module: productModule },
    readSettings(ProductServiceSettings, process.env),
  ),
);
