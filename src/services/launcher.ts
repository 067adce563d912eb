import { CommanderError } from 'commander';
import type { LauncherOptions } from './launcher/launcher-options.js';
import { parseLauncherOptions } from './launcher/launcher-options.js';
import { runLauncher } from './launcher/run-launcher.js';
import { StartError } from './launcher/start-error.js';
import { UsageError } from './launcher/usage-error.js';

const stop = new AbortController();
// SIGHUP: the terminal it was started in has been closed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

// Whoever read the output may go before the shop does.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

try {
  await runLauncher(optionsOrExit(), process.env, stop.signal);
  process.exit(0);
} catch (error) {
  console.error(error instanceof StartError || error instanceof UsageError ? error.message : error);
  process.exit(error instanceof UsageError ? 2 : 1);
}

function optionsOrExit(): LauncherOptions {
  try {
    return parseLauncherOptions(process.argv.slice(2), process.env);
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode);
    throw error;
  }
}
