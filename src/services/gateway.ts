import { GatewaySettings } from './gateway/gateway-settings.js';
import { startGateway } from './gateway/start-gateway.js';
import { loadConfiguration } from './runtime/load-configuration.js';
import { runProcess } from './runtime/run-process.js';

await runProcess('gateway', async () => {
  const configuration = await loadConfiguration('gateway', process.env);
  return startGateway(configuration.settings(GatewaySettings), configuration);
});
