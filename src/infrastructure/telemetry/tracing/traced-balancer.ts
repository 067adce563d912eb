import type { Dispatcher } from 'undici';
import type { Tracer } from '../../../application/tracer.js';
import type { ServiceInstance } from '../../discovery/service-instance.js';
import type { Choice, LoadBalancer } from '../../load-balancing/load-balancer.js';
import { AttemptSpan } from './attempt-span.js';
import { headersOfSpan, traceparentIn } from './traced-headers.js';

/**
 * A balancer that gives each request to an instance a span of its own, below the one that the request's `traceparent` names;
 * the instance is told of that span instead. Serves the gateway's attempts and those of typed clients alike.
 */
export class TracedBalancer implements LoadBalancer {
  readonly #traced = new WeakMap<Dispatcher, Dispatcher>();

  constructor(
    private readonly balancer: LoadBalancer,
    private readonly tracer: Tracer,
  ) {}

  choose(service: string, avoid?: ReadonlySet<string>): Choice | undefined {
    const choice = this.balancer.choose(service, avoid);
    if (choice === undefined) return undefined;
    return {
      instance: choice.instance,
      connections: this.#connectionsOf(choice),
      began: () => choice.began(),
      ended: (outcome) => choice.ended(outcome),
    };
  }

  close(): Promise<void> {
    return this.balancer.close();
  }

  #connectionsOf({ connections, instance }: Choice): Dispatcher {
    let traced = this.#traced.get(connections);
    if (traced === undefined) {
      traced = connections.compose((dispatch) => (options, handler) => {
        const { headers, span } = this.#begin(instance, options);
        return dispatch({ ...options, headers }, new AttemptSpan(span, handler));
      });
      this.#traced.set(connections, traced);
    }
    return traced;
  }

  #begin(instance: ServiceInstance, { method, headers }: Dispatcher.DispatchOptions) {
    const { hostname, port } = new URL(instance.origin);
    const parent = traceparentIn(headers);
    const span = this.tracer.begin({
      name: `${method} ${instance.service}`,
      kind: 'client',
      traceparent: parent,
      attributes: {
        'http.request.method': method,
        'peer.service': instance.service,
        'server.address': hostname,
        'server.port': Number(port),
      },
    });
    return { span, headers: headersOfSpan(headers, parent, span.traceparent) };
  }
}
