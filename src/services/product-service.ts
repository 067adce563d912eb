import { productModule } from './product-service/product-module.js';
import { ProductServiceSettings } from './product-service/product-service-settings.js';
import { loadConfiguration } from './runtime/load-configuration.js';
import { runProcess } from './runtime/run-process.js';
import { startService } from './runtime/start-service.js';

await runProcess('product-service', async () => {
  const configuration = await loadConfiguration('product-service', process.env);
  return startService(
    { name: 'product-service', module: productModule },
    configuration.settings(ProductServiceSettings),
    configuration,
  );
});
