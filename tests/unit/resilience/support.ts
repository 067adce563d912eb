import type { LiveSettings } from '../../../src/infrastructure/configuration/live-settings.js';
import { CallRejectedError } from '../../../src/infrastructure/resilience/call-rejected-error.js';
import {
  RESILIENCE_DEFAULTS,
  type ResilienceOverrides,
  type ResilienceSettings,
  withOverrides,
} from '../../../src/infrastructure/resilience/resilience-settings.js';
import type { ManualClock } from '../../../src/testing/manual-clock.js';

/** Settings that a test changes. */
export class ChangingSettings implements LiveSettings<ResilienceSettings> {
  readonly #listeners = new Set<(settings: ResilienceSettings) => void>();
  current: ResilienceSettings;

  constructor(overrides: ResilienceOverrides = {}) {
    this.current = withOverrides(RESILIENCE_DEFAULTS, overrides);
  }

  change(overrides: ResilienceOverrides): void {
    this.current = withOverrides(this.current, overrides);
    for (const listener of this.#listeners) listener(this.current);
  }

  onChange(listener: (settings: ResilienceSettings) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

/** A call that a test ends when it likes. */
export class PendingCall<T> {
  begun = false;
  #settle!: { resolve: (value: T) => void; reject: (error: unknown) => void };
  readonly #promise = new Promise<T>((resolve, reject) => (this.#settle = { resolve, reject }));

  readonly call = (): Promise<T> => {
    this.begun = true;
    return this.#promise;
  };

  resolve(value: T): void {
    this.#settle.resolve(value);
  }

  reject(error: unknown): void {
    this.#settle.reject(error);
  }
}

/** What a promise is rejected with; undefined when it is not. */
export function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Why a call was refused; undefined when it was not. */
export async function rejectionOf(promise: Promise<unknown>): Promise<string | undefined> {
  const error = await errorOf(promise);
  return error instanceof CallRejectedError ? error.rejection : undefined;
}

/** Lets the timers that cockatiel sets run on a manual clock while `run` runs. */
export async function onClock<T>(clock: ManualClock, run: () => Promise<T>): Promise<T> {
  const original = globalThis.setTimeout;
  const onManualClock = (wake: () => void, ms = 0): void => void clock.sleep(ms).then(wake);
  globalThis.setTimeout = onManualClock as unknown as typeof setTimeout;
  try {
    return await run();
  } finally {
    globalThis.setTimeout = original;
  }
}
