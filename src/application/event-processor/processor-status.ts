/** How far an `EventProcessor` is, for readiness and metrics. */
export interface ProcessorStatus {
  readonly handler: string;
  /** `leading` handles, `following` waits while another instance does, `starting` does not know yet. */
  readonly role: 'starting' | 'leading' | 'following';
  /** Whether all that was stored when it began is handled. */
  readonly caughtUp: boolean;
  readonly appliedPosition: bigint | undefined;
  readonly inFlight: number;
  readonly parkedKeys: number;
  /** Age of the oldest unfinished event; 0 when there is none. */
  readonly lagMs: number;
}
