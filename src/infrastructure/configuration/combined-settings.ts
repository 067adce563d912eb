import type { LiveSettings } from './live-settings.js';

/** Settings made of others, anew whenever one of them changes. */
export class CombinedSettings<Settings> implements LiveSettings<Settings> {
  readonly #listeners = new Set<(settings: Settings) => void>();
  #current: Settings;

  constructor(sources: readonly LiveSettings<unknown>[], combined: () => Settings) {
    this.#current = combined();
    for (const source of sources) {
      source.onChange(() => {
        this.#current = combined();
        for (const listener of this.#listeners) listener(this.#current);
      });
    }
  }

  get current(): Settings {
    return this.#current;
  }

  onChange(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
