import { LiveConfiguration } from '../infrastructure/configuration/live-configuration.js';
import { RegistrySettings } from './registry/registry-settings.js';
import { startRegistry } from './registry/start-registry.js';
import { runProcess } from './runtime/run-process.js';

await runProcess('registry', () => {
  // No config server: it may be away, or find its own way by this registry.
  const configuration = new LiveConfiguration({ environment: process.env });
  return startRegistry(configuration.settings(RegistrySettings), configuration);
});
