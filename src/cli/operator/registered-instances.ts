import { ServerAddress } from '../../infrastructure/http/client/server-address.js';

/** An instance as the registry knows it. */
export interface RegisteredInstance {
  /** In capitals, as Eureka names applications. */
  readonly app: string;
  readonly instanceId: string;
  readonly url: string;
}

interface Applications {
  readonly applications: {
    readonly application: readonly {
      readonly name: string;
      readonly instance: readonly {
        readonly instanceId: string;
        readonly hostName: string;
        readonly port: { readonly $: number | string };
      }[];
    }[];
  };
}

/** All instances of all services, from a registry that speaks Eureka's REST API. @throws Error when it gives no such answer */
export async function registeredInstances(
  registryUrl: string,
  timeoutMs: number,
): Promise<RegisteredInstance[]> {
  const registry = new ServerAddress(registryUrl);
  const answer = await fetch(`${registry}/apps`, {
    headers: { ...registry.headers, accept: 'application/json' },
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => {
    throw new Error(`gives no answer at ${registry}`);
  });
  if (!answer.ok) throw new Error(`answers ${answer.status} at ${registry}`);
  const { applications } = (await answer.json()) as Applications;
  return applications.application.flatMap(({ name, instance }) =>
    instance.map(({ instanceId, hostName, port }) => ({
      app: name,
      instanceId,
      url: `http://${hostName}:${port.$}`,
    })),
  );
}
