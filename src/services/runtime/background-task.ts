/** Something that runs beside the requests for as long as the process lives. */
export interface BackgroundTask {
  /** Begins in the background; what is away is waited for. */
  start(): void;
  /** Finishes what is in flight. */
  stop(): Promise<void>;
}
