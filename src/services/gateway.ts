import { GatewaySettings } from './gateway/gateway-settings.js';
import { startGateway } from './gateway/start-gateway.js';
import { readSettings } from './runtime/read-settings.js';
import { runProcess } from './runtime/run-process.js';

await runProcess('gateway', () => startGateway(readSettings(GatewaySettings, process.env)));
