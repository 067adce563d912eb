import type { EurekaInstance } from '../../../infrastructure/discovery/eureka/eureka-instance.js';

/** What a client did to its registration, by the names that Eureka's registries tell each other. */
export type RegistryActionKind =
  'Register' | 'Heartbeat' | 'Cancel' | 'StatusUpdate' | 'DeleteStatusOverride';

/** Something that happened to an instance here, with the instance as it is now (`Cancel`: as it was). */
export interface RegistryAction {
  readonly kind: RegistryActionKind;
  readonly instance: EurekaInstance;
}

/** Who wants to know what happens in the registry. */
export interface RegistryObserver {
  /** The registry holds something else than before: worth keeping. */
  changed(): void;
  /** A client did this here: peers need to know. What peers told is not among it. */
  acted(action: RegistryAction): void;
}
