/** Settings that may change while the process runs: read `current` each time, keep nothing of it. */
export interface LiveSettings<Settings> {
  /** The settings in force: a new object after each change. */
  readonly current: Settings;
  /**
   * Calls `listener` after each change, with the settings then in force.
   * @returns a function that ends it
   */
  onChange(listener: (settings: Settings) => void): () => void;
}
