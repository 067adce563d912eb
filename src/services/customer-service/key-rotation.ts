import type { TokenKeyring } from '../../application/customer-service/token-keyring.js';

const INTERVAL_MS = 60_000;

/** Replaces the key that access tokens are signed with when it has grown old. */
export class KeyRotation {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly keyring: TokenKeyring,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  start(): void {
    this.#timer ??= setInterval(
      () => void this.keyring.rotateWhenDue().catch(this.onFailure),
      INTERVAL_MS,
    ).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
  }
}
