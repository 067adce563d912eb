import { IsIn } from 'class-validator';
import { IsA, IsWholeParameter, MayBeAbsent } from '../http/validation/rules.js';

const HOUR_MS = 3_600_000;

/** When a call is made again. */
export class RetrySettings {
  /** Attempts in all, the first one included. */
  @MayBeAbsent() @IsWholeParameter(1, 10) maxAttempts?: number;
  /** The pause before the second attempt. */
  @MayBeAbsent() @IsWholeParameter(0, 60_000) waitMs?: number;
  /** By how much each pause is longer than the one before. */
  @MayBeAbsent() @IsWholeParameter(1, 10) multiplier?: number;
  /** How much of each pause is left to chance. */
  @MayBeAbsent() @IsWholeParameter(0, 100) jitterPercent?: number;
  /** No pause is longer; an answer whose `Retry-After` is longer ends the call. */
  @MayBeAbsent() @IsWholeParameter(0, 60_000) maxWaitMs?: number;
  /** How many retries there may be for a hundred calls. */
  @MayBeAbsent() @IsWholeParameter(0, 100) budgetPercent?: number;
  /** How many retries there may be each second however few calls there are. */
  @MayBeAbsent() @IsWholeParameter(0, 1_000) budgetPerSecond?: number;
}

/** When calls are refused at once, named as in Resilience4j. */
export class CircuitBreakerSettings {
  /** Whether the last calls count or those of the last seconds. */
  @MayBeAbsent() @IsIn(['COUNT_BASED', 'TIME_BASED']) slidingWindowType?: 'COUNT_BASED' | 'TIME_BASED';
  /** In calls or in seconds. */
  @MayBeAbsent() @IsWholeParameter(1, 10_000) slidingWindowSize?: number;
  /** With fewer calls in the window nothing is concluded; never more than a count-based window holds. */
  @MayBeAbsent() @IsWholeParameter(1, 10_000) minimumNumberOfCalls?: number;
  /** Percentage of failed calls from which on the circuit opens. */
  @MayBeAbsent() @IsWholeParameter(1, 100) failureRateThreshold?: number;
  /** Percentage of slow calls from which on the circuit opens. */
  @MayBeAbsent() @IsWholeParameter(1, 100) slowCallRateThreshold?: number;
  /** A call that takes longer is slow. */
  @MayBeAbsent() @IsWholeParameter(1, HOUR_MS) slowCallDurationMs?: number;
  /** How long a circuit stays open before it lets trial calls through. */
  @MayBeAbsent() @IsWholeParameter(0, HOUR_MS) waitInOpenStateMs?: number;
  /** How many trial calls decide whether it closes. */
  @MayBeAbsent() @IsWholeParameter(1, 1_000) permittedCallsInHalfOpenState?: number;
}

/** How many calls may begin within a period. */
class RateLimitSettings {
  /** 0: no limit. */
  @MayBeAbsent() @IsWholeParameter(0, 1_000_000) limitForPeriod?: number;
  @MayBeAbsent() @IsWholeParameter(1, HOUR_MS) limitRefreshPeriodMs?: number;
  /** How long a call may wait for its turn. */
  @MayBeAbsent() @IsWholeParameter(0, 60_000) maxWaitMs?: number;
}

/** How many calls may be under way at the same time. */
class BulkheadSettings {
  @MayBeAbsent() @IsWholeParameter(1, 10_000) maxConcurrentCalls?: number;
  /** How long a call may wait for its turn. */
  @MayBeAbsent() @IsWholeParameter(0, 60_000) maxWaitMs?: number;
}

/** What operators may say about the calls of one method, of one client, or of all; what is left out is as elsewhere. */
export class ResilienceOverrides {
  /** How long one attempt may take, its wait for a turn in the bulkhead included. */
  @MayBeAbsent() @IsWholeParameter(1, 600_000) timeoutMs?: number;
  @MayBeAbsent() @IsA(() => RetrySettings) retry?: RetrySettings;
  @MayBeAbsent() @IsA(() => CircuitBreakerSettings) circuitBreaker?: CircuitBreakerSettings;
  @MayBeAbsent() @IsA(() => RateLimitSettings) rateLimit?: RateLimitSettings;
  @MayBeAbsent() @IsA(() => BulkheadSettings) bulkhead?: BulkheadSettings;
}

type Complete<T> = {
  readonly [Key in keyof T]-?: NonNullable<T[Key]> extends object
    ? Complete<NonNullable<T[Key]>>
    : NonNullable<T[Key]>;
};

/** All that governs the calls of one method. */
export type ResilienceSettings = Complete<ResilienceOverrides>;

/** What holds where nobody says anything else. */
export const RESILIENCE_DEFAULTS: ResilienceSettings = {
  timeoutMs: 2_000,
  retry: {
    maxAttempts: 3,
    waitMs: 50,
    multiplier: 2,
    jitterPercent: 50,
    maxWaitMs: 1_000,
    budgetPercent: 20,
    budgetPerSecond: 1,
  },
  circuitBreaker: {
    slidingWindowType: 'COUNT_BASED',
    slidingWindowSize: 20,
    minimumNumberOfCalls: 5,
    failureRateThreshold: 50,
    slowCallRateThreshold: 100,
    slowCallDurationMs: 60_000,
    waitInOpenStateMs: 1_000,
    permittedCallsInHalfOpenState: 3,
  },
  rateLimit: { limitForPeriod: 0, limitRefreshPeriodMs: 1_000, maxWaitMs: 0 },
  bulkhead: { maxConcurrentCalls: 128, maxWaitMs: 500 },
};

/** The settings with each of `layers` over those before it. */
export function withOverrides(
  settings: ResilienceSettings,
  ...layers: readonly (ResilienceOverrides | undefined)[]
): ResilienceSettings {
  return layers.reduce<ResilienceSettings>(
    (below, layer) => ({
      timeoutMs: layer?.timeoutMs ?? below.timeoutMs,
      retry: over(below.retry, layer?.retry),
      circuitBreaker: over(below.circuitBreaker, layer?.circuitBreaker),
      rateLimit: over(below.rateLimit, layer?.rateLimit),
      bulkhead: over(below.bulkhead, layer?.bulkhead),
    }),
    settings,
  );
}

function over<T extends object>(below: T, above: Partial<T> | undefined): T {
  const given = Object.entries(above ?? {}).filter(([, value]) => value !== undefined);
  return { ...below, ...Object.fromEntries(given) };
}
