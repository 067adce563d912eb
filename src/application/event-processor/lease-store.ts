/** Who may run a handler at the moment. */
export interface Lease {
  readonly handler: string;
  /** Name of the holding instance; null = free. */
  readonly owner: string | null;
  /** Grows with every taking: what an earlier holder of the same name still does is told apart by it. */
  readonly epoch: number;
  /** Grows with every renewal: standing still is how a contender recognises a dead holder, without a common clock. */
  readonly heartbeat: number;
}

/** Compare-and-set storage of leases. Every method throws `TransientError` when the store is away. */
export interface LeaseStore {
  read(handler: string): Promise<Lease | undefined>;
  /**
   * Takes the lease when it still stands exactly as `seen` (undefined: does not exist).
   * Answers the lease now held, or undefined when somebody else moved it.
   */
  take(handler: string, owner: string, seen: Lease | undefined): Promise<Lease | undefined>;
  /** One heartbeat. False when the lease is no longer held under this owner and epoch. */
  renew(lease: Lease): Promise<boolean>;
  /** Frees the lease if it is still held, so that another instance takes over at once. */
  release(lease: Lease): Promise<void>;
  /** Forgets a handler that will never run again. */
  remove(handler: string): Promise<void>;
}
