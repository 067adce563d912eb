import { DomainError } from '../../domain/domain-error.js';
import { NotFoundError } from '../../domain/not-found-error.js';
import type {
  ProjectionRecord,
  ProjectionRegistry,
} from '../../application/read-models/projection-registry.js';
import { generationName } from '../runtime/generation-name.js';

/** Asks the service that keeps a read model to fill it anew. @throws NotFoundError `projection-not-found`, TransientError */
export async function requestRebuild(registry: ProjectionRegistry, name: string): Promise<void> {
  if (!(await registry.requestRebuild(name))) throw new NotFoundError('projection', name);
}

/**
 * Gives up the generation that is being filled, and answers its name. Its collection is dropped by the service after a time of grace.
 * @throws DomainError `no-rebuild` when nothing is being filled, or it has just taken over
 * @throws TransientError
 */
export async function cancelRebuild(
  registry: ProjectionRegistry,
  { name, building }: ProjectionRecord,
): Promise<string> {
  if (building === undefined) throw new DomainError('no-rebuild', `${name} is not being filled anew`);
  const cancelled = generationName(name, building);
  if (!(await registry.abandon(name, building))) {
    throw new DomainError('no-rebuild', `${cancelled} has just taken over, or was given up by another`);
  }
  return cancelled;
}

/** Lets a read model stand still, or go on. The service sees it within a second. @throws NotFoundError, TransientError */
export async function pauseProjection(
  registry: ProjectionRegistry,
  name: string,
  paused: boolean,
): Promise<void> {
  if (!(await registry.pause(name, paused))) throw new NotFoundError('projection', name);
}
