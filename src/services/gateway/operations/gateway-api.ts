import type { LiveConfiguration } from '../../../infrastructure/configuration/live-configuration.js';
import { circuitBreakerView } from '../../../infrastructure/http/actuator/circuit-breaker-view.js';
import { gatewayContract } from '../../../infrastructure/http/contracts/operations/gateway-contract.js';
import { NotFoundError } from '../../../domain/not-found-error.js';
import { type Api, api } from '../../runtime/api.js';
import { instanceStanding, type StandingParts } from '../../runtime/operations/instance-standing.js';
import { overview, type OverviewParts } from './overview.js';

/** What the gateway answers operators from. */
export interface GatewayApiParts {
  readonly standing: StandingParts;
  readonly configuration: Pick<LiveConfiguration, 'inForce'>;
  readonly overview: Omit<OverviewParts, 'instance' | 'standing'>;
}

/** What the gateway itself answers to operators. */
export function gatewayApi({ standing, configuration, overview: shop }: GatewayApiParts): Api {
  const { service, instance } = standing;
  const own = (asked: string): void => {
    if (asked !== instance) throw new NotFoundError('instance', asked);
  };
  const whole = { ...shop, instance, standing: () => instanceStanding(standing) };
  return api(gatewayContract, {
    async showOverview({ context }) {
      return { body: await overview(whole, context.authorization) };
    },
    async showGateway({ params }) {
      own(params.instance);
      return { body: await instanceStanding(standing) };
    },
    async showGatewayConfiguration({ params }) {
      own(params.instance);
      return { body: { service, instance, settings: configuration.inForce } };
    },
    async listGatewayCircuitBreakers({ params }) {
      own(params.instance);
      return {
        body: { items: Array.from(standing.circuitBreakers(), circuitBreakerView), nextCursor: null },
      };
    },
  });
}
