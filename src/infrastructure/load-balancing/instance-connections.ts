import { Pool, type Dispatcher } from 'undici';

/** How connections to an instance are kept. Times in milliseconds. */
export interface ConnectionSettings {
  /** How many there may be; more requests than that wait for one. */
  readonly connections?: number;
  readonly connectTimeoutMs?: number;
  /** How long an instance may take until its answer begins. */
  readonly answerTimeoutMs?: number;
  /** How long an answer may pause. */
  readonly idleTimeoutMs?: number;
}

/** Shorter than the 65 s after which our services close idle connections, so that it is never they who do. */
const KEEP_ALIVE_MS = 30_000;

/** Makes the pool of connections to one instance. */
export function instanceConnections(settings: ConnectionSettings = {}): (origin: string) => Dispatcher {
  const {
    connections = 128,
    connectTimeoutMs = 1_000,
    answerTimeoutMs = 15_000,
    idleTimeoutMs = 300_000,
  } = settings;
  return (origin) =>
    new Pool(origin, {
      connections,
      connect: { timeout: connectTimeoutMs },
      headersTimeout: answerTimeoutMs,
      bodyTimeout: idleTimeoutMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
    });
}
