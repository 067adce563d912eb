import { LiveConfiguration } from '../infrastructure/configuration/live-configuration.js';
import { ConfigServerSettings } from './config-server/config-server-settings.js';
import { startConfigServer } from './config-server/start-config-server.js';
import { runProcess } from './runtime/run-process.js';

await runProcess('config-server', async () => {
  const configuration = new LiveConfiguration({ environment: process.env });
  return startConfigServer(configuration.settings(ConfigServerSettings), configuration);
});
