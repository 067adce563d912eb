/** Something that can hold a state, replacing the one before. */
export interface StateStore<State> {
  save(state: State): Promise<void>;
}

/** Keeps a state that changes often: one write at a time, each with the latest state when it begins. */
export class StateKeeper<State> {
  #latest: { readonly state: State } | undefined;
  #writing: Promise<void> | undefined;

  /**
   * @param onFailure told when a state could not be written; the next change tries again
   * @param store without one nothing is kept
   */
  constructor(
    private readonly onFailure: (error: unknown) => void,
    private readonly store: StateStore<State> | undefined,
  ) {}

  /** Keeps `state`, unless it changes again before its turn. */
  changed(state: State): void {
    if (this.store === undefined) return;
    this.#latest = { state };
    this.#writing ??= this.#write(this.store);
  }

  /** Resolves once the latest state is written, or could not be. */
  async kept(): Promise<void> {
    await this.#writing;
  }

  async #write(store: StateStore<State>): Promise<void> {
    // What changes in the same turn goes into the same write.
    await Promise.resolve();
    for (let next = this.#latest; next !== undefined; next = this.#latest) {
      this.#latest = undefined;
      await store.save(next.state).catch(this.onFailure);
    }
    this.#writing = undefined;
  }
}
