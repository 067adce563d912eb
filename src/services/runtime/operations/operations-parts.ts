import type { Looks } from '../../../application/audit-service/looks.js';
import type { OperatorActions } from '../../../application/operations/operator-actions.js';
import type { Randomness } from '../../../application/randomness.js';
import type { ReadSide } from '../../../projections/operations/read-side.js';
import type { LiveStatus } from '../../../projections/operations/projection-standing.js';
import type { LiveConfiguration } from '../../../infrastructure/configuration/live-configuration.js';
import type { ResilienceRegistry } from '../../../infrastructure/resilience/resilience-registry.js';
import type { StandingParts } from './instance-standing.js';

/** What a service answers operators from. */
export interface OperationsParts {
  readonly service: string;
  readonly readSide: ReadSide;
  /** What this instance knows of the generations that it fills. */
  readonly live: LiveStatus;
  readonly randomness: Randomness;
  readonly looks: Looks;
  readonly actions: OperatorActions;
  readonly standing: StandingParts;
  readonly resilience: ResilienceRegistry;
  readonly configuration: Pick<LiveConfiguration, 'inForce'>;
}
