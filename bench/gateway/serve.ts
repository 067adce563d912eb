import { fixedSettings } from '../../src/infrastructure/configuration/fixed-settings.js';
import { FixedDirectory } from '../../src/infrastructure/discovery/fixed-directory.js';
import { GatewayRules } from '../../src/infrastructure/http/gateway/gateway-rules.js';
import { Gateway } from '../../src/infrastructure/http/gateway/gateway.js';
import { liveState } from '../../src/infrastructure/http/gateway/live-state.js';
import { RouteBreakers } from '../../src/infrastructure/http/gateway/route-breakers.js';
import { RouteDirectory } from '../../src/infrastructure/http/gateway/route-directory.js';
import { listen } from '../../src/infrastructure/http/server/listen.js';
import { serviceApp } from '../../src/infrastructure/http/server/service-app.js';
import { validated } from '../../src/infrastructure/http/validation/validate.js';
import { Balancer } from '../../src/infrastructure/load-balancing/balancer.js';
import { SystemClock } from '../../src/infrastructure/system/system-clock.js';
import { SystemRandomness } from '../../src/infrastructure/system/system-randomness.js';
import { Metrics } from '../../src/infrastructure/telemetry/metrics.js';

/** The gateway in front of one origin: `node serve.js <port> <origin>`. */
const [port = '', origin = ''] = process.argv.slice(2);
const rules = fixedSettings(
  validated(GatewayRules, { routes: [{ id: 'all', uri: origin, predicates: ['Path=/**'] }] }),
);
const directory = new FixedDirectory({});
const randomness = new SystemRandomness();
const balancer = new Balancer({ directory: new RouteDirectory(directory), randomness });
const metrics = new Metrics('gateway');
const hooks = { served: metrics.served.bind(metrics), unexpected: console.error };
const breakers = new RouteBreakers({ rules, clock: new SystemClock() });
const parts = { rules, contracts: [], filters: [], directory, balancer, breakers, randomness };
const gateway = new Gateway({ state: liveState(parts), filters: [], own: serviceApp([], hooks), hooks });
await listen(gateway.handle, Number(port), '127.0.0.1');
