import { auditModule } from './audit-service/audit-module.js';
import { AuditServiceSettings } from './audit-service/audit-service-settings.js';
import { loadConfiguration } from './runtime/load-configuration.js';
import { runProcess } from './runtime/run-process.js';
import { startService } from './runtime/start-service.js';

await runProcess('audit-service', async () => {
  const configuration = await loadConfiguration('audit-service', process.env);
  return startService(
    { name: 'audit-service', module: auditModule },
    configuration.settings(AuditServiceSettings),
    configuration,
  );
});
