import { SettingsError } from '../../infrastructure/configuration/settings-error.js';

/** Longer than draining takes; the launcher's own patience is ten seconds. */
const STOP_BOUND_MS = 8_000;

/** A process that has started. */
export interface Running {
  stop(): Promise<void>;
  /** Tells of an error that ends the process. */
  fatal(message: string, error: unknown): void;
}

/**
 * Runs a process until it is told to end: SIGTERM and SIGINT stop it in order (exit code 0), bad settings end it with one
 * line (2), an error that nobody caught ends it at once (1), to be started anew.
 */
export async function runProcess(name: string, start: () => Promise<Running>): Promise<void> {
  let running: Running | undefined;
  const die = (error: unknown): void => {
    if (running === undefined)
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    else running.fatal('Ended by an error that nobody caught', error);
    process.exit(1);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_BOUND_MS).unref();
    void Promise.resolve(running?.stop()).then(() => process.exit(0), die);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  try {
    running = await start();
  } catch (error) {
    if (!(error instanceof SettingsError)) {
      die(error);
      return;
    }
    console.error(`${name}: ${error.message}`);
    process.exit(2);
  }
}
