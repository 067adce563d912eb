import type { Overview } from '../../../api/dtos.js';

/** An instance by the service whose it is. */
export interface InstanceChoice {
  readonly service: string;
  readonly instance: string;
}

/** The instances whose settings can be asked for. */
export function instancesOf({ services }: Overview): InstanceChoice[] {
  return services.flatMap(({ service, instances }) =>
    instances.flatMap(({ instance, standing }) => (standing === null ? [] : [{ service, instance }])),
  );
}
