import type { Verification, VerificationProgress } from '../../../api/dtos.js';

/** How a verification stands. */
export type VerificationRun =
  | { readonly status: 'none' }
  | { readonly status: 'running'; readonly progress: VerificationProgress | undefined }
  | { readonly status: 'stopped' }
  | { readonly status: 'failed'; readonly error: Error }
  | { readonly status: 'over'; readonly verification: Verification };

/** A line of `verifyLog`. */
export interface VerificationLine {
  readonly progress?: VerificationProgress;
  readonly verification?: Verification;
}

/** Where a line brings a verification. */
export function afterLine({ progress, verification }: VerificationLine): VerificationRun {
  return verification === undefined ? { status: 'running', progress } : { status: 'over', verification };
}

/** How much of the log has been looked at, 0 to 1; undefined while that is unknown. */
export function shareOf(events: number, expected: number | undefined): number | undefined {
  if (expected === undefined || expected === 0) return undefined;
  return Math.min(1, events / expected);
}
