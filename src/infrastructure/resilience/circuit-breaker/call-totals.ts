/** How a call ended, as Resilience4j names it. `ignored`: in an error that says nothing about the receiver. */
export type CallKind = 'successful' | 'failed' | 'ignored';

export const CALL_KINDS: readonly CallKind[] = ['successful', 'failed', 'ignored'];

/** How many calls there were since the process began, and how long they took. */
export class CallTotals {
  readonly #totals = new Map(CALL_KINDS.map((kind) => [kind, { count: 0, seconds: 0 }]));
  /** Calls that were refused. */
  notPermitted = 0;

  count(kind: CallKind, durationMs: number): void {
    const total = this.of(kind);
    total.count += 1;
    total.seconds += durationMs / 1000;
  }

  of(kind: CallKind): { count: number; seconds: number } {
    return this.#totals.get(kind) as { count: number; seconds: number };
  }
}
