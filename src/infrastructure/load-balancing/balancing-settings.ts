import { IsIn, IsInt, IsNumber, Matches, Max, Min } from 'class-validator';

/** How requests are spread over instances, and when an instance is left out. Times in milliseconds. */
export class BalancingSettings {
  @IsIn(['power-of-two-choices', 'round-robin'])
  rule: 'power-of-two-choices' | 'round-robin' = 'power-of-two-choices';

  /** How long a new or returned instance takes to get its full share of the requests; 0 = it gets it at once. */
  @IsInt() @Min(0) @Max(600_000) slowStartMs = 10_000;

  /** So many failed requests in a row put an instance out. One that can't be reached is out at once. */
  @IsInt() @Min(1) @Max(1_000) consecutiveFailures = 5;

  /** How long an instance stays out the first time; twice as long each time it fails again. */
  @IsInt() @Min(1) @Max(600_000) ejectionMs = 1_000;
  @IsInt() @Min(1) @Max(3_600_000) maxEjectionMs = 60_000;

  /** The largest share of a service's instances that may be out for failed requests; one always may. */
  @IsNumber() @Min(0) @Max(1) maxEjectedShare = 0.5;

  /** Where an instance tells whether it can work. */
  @Matches(/^\/\S*$/) probePath = '/health/ready';

  /** Between two probes of an instance that is in, ± 20 %; one that is out is probed every second. 0 = no probes. */
  @IsInt() @Min(0) @Max(600_000) probeIntervalMs = 5_000;
  @IsInt() @Min(1) @Max(60_000) probeTimeoutMs = 2_000;

  /** So many failed probes in a row put an instance out; the first good one brings it back. */
  @IsInt() @Min(1) @Max(100) failedProbes = 2;
}
