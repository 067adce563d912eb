import type { Clock } from '../../../application/clock.js';
import type { InstanceRegistry } from '../leases/instance-registry.js';
import type { RegistryAction } from '../leases/registry-action.js';
import { type LeaseDefaults, readInstance } from '../representation/read-instance.js';
import { Peer } from './peer.js';
import type { ReplicationResult } from './replication-item.js';

const SYNC_ATTEMPTS = 3;
const SYNC_PAUSE_MS = 300;
const REPLICATED = { replicated: true } as const;

/** The other registries, and how this one agrees with them. */
export class Peers {
  readonly #all: readonly Peer[];
  readonly #ending = new AbortController();
  #registry: InstanceRegistry | undefined;
  #synchronised = false;

  constructor(
    urls: readonly string[],
    private readonly parts: {
      readonly leaseDefaults: LeaseDefaults;
      readonly clock: Clock;
      onTrouble(message: string, error?: unknown): void;
    },
  ) {
    const { clock, onTrouble } = parts;
    this.#all = urls.map(
      (url) => new Peer(url, { clock, onTrouble, onResult: (...told) => this.#heed(...told) }),
    );
  }

  get all(): readonly Peer[] {
    return this.#all;
  }

  /** Whether the peers have been asked for what they know, or could not be. */
  get synchronised(): boolean {
    return this.#synchronised;
  }

  /** Takes over into `registry` what the peers know; those that are away are asked a few times, then gone without. */
  async synchronise(registry: InstanceRegistry): Promise<void> {
    this.#registry = registry;
    await Promise.all(this.#all.map((peer) => this.#takeOver(peer)));
    this.#synchronised = true;
  }

  tell(action: RegistryAction): void {
    for (const peer of this.#all) peer.tell(action);
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#all.map((peer) => peer.stop()));
  }

  async #takeOver(peer: Peer): Promise<void> {
    const { signal } = this.#ending;
    for (let attempt = 1; attempt <= SYNC_ATTEMPTS && !signal.aborted; attempt++) {
      try {
        const { application } = await peer.applications();
        for (const { name, instance } of application) {
          for (const one of instance) this.#register(one, name);
        }
        return;
      } catch (error) {
        if (attempt === SYNC_ATTEMPTS) this.parts.onTrouble(`Nothing is learnt from ${peer.url}`, error);
        else await this.parts.clock.sleep(SYNC_PAUSE_MS, signal);
      }
    }
  }

  /** What a peer lacks is told; what it knows better is taken over. */
  #heed({ kind, instance: { app, instanceId } }: RegistryAction, result: ReplicationResult): void {
    if (kind !== 'Heartbeat') return;
    if (result.statusCode === 404) {
      const instance = this.#registry?.instance(app, instanceId);
      if (instance !== undefined) this.tell({ kind: 'Register', instance });
    } else if (result.responseEntity !== undefined && result.responseEntity !== null) {
      this.#register(result.responseEntity, app);
    }
  }

  #register(instance: unknown, app: string): void {
    const { leaseDefaults, clock, onTrouble } = this.parts;
    try {
      const now = clock.now().getTime();
      this.#registry?.register(readInstance({ instance }, app.toUpperCase(), leaseDefaults, now), REPLICATED);
    } catch (error) {
      onTrouble(`A peer tells of an instance of ${app} that can not be taken over`, error);
    }
  }
}
