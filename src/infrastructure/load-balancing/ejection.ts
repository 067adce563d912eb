import type { BalancingSettings } from './balancing-settings.js';

/**
 * Whether one instance is left out, and how long: by what requests met (passive outlier detection) and by what probes
 * found (active health checks). Times in milliseconds.
 */
export class Ejection {
  #failuresInARow = 0;
  #failedProbesInARow = 0;
  /** How often it has been put out since it last answered. */
  #times = 0;
  #until = 0;
  #unreachable = false;
  #unhealthy = false;

  /** Whether the instance is out at `now`. */
  isOut(now: number): boolean {
    return this.#unhealthy || now < this.#until;
  }

  /** When it comes back by itself; Infinity when only a probe can bring it back. */
  get until(): number {
    return this.#unhealthy ? Infinity : this.#until;
  }

  answered(): void {
    this.#failuresInARow = 0;
    this.#times = 0;
  }

  /**
   * Counts a failed request.
   * @returns whether that makes it an outlier
   */
  failed({ consecutiveFailures }: BalancingSettings): boolean {
    this.#failuresInARow += 1;
    return this.#failuresInARow >= consecutiveFailures;
  }

  /**
   * Puts it out, each time for twice as long. Where probes tell when it is back, one that could not be reached waits for
   * that: a process that starts again listens before it can work. Nothing happens while it is out already.
   */
  eject(reason: 'failing' | 'unreachable', now: number, settings: BalancingSettings): void {
    if (this.isOut(now)) return;
    const { ejectionMs, maxEjectionMs, probeIntervalMs } = settings;
    const waitsForProbe = reason === 'unreachable' && probeIntervalMs > 0;
    this.#until =
      now + (waitsForProbe ? maxEjectionMs : Math.min(ejectionMs * 2 ** this.#times, maxEjectionMs));
    this.#times += 1;
    this.#unreachable = reason === 'unreachable';
    // Once it is back, its first request is a trial: if that fails, it is out again.
    this.#failuresInARow = settings.consecutiveFailures - 1;
  }

  /**
   * Takes in what a probe found. A good one ends what bad ones began, and the time of an instance that could not be reached;
   * one that answered its requests with errors serves its time.
   */
  probed(healthy: boolean, { failedProbes }: BalancingSettings): void {
    if (!healthy) {
      this.#failedProbesInARow += 1;
      this.#unhealthy ||= this.#failedProbesInARow >= failedProbes;
      return;
    }
    this.#failedProbesInARow = 0;
    this.#unhealthy = false;
    if (this.#unreachable) this.#until = 0;
  }
}
