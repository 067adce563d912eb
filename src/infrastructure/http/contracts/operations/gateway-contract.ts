import { contract } from '../../contract/contract.js';
import { operation } from '../../contract/operation.js';
import { CircuitBreakerList, ConfigurationDto, InstanceDto } from './instance-dtos.js';
import { OverviewDto } from './overview-dtos.js';
import { INSTANCE } from './patterns.js';

const params = { instance: INSTANCE };

/** What the gateway itself answers to operators. */
export const gatewayContract = contract({
  service: 'gateway',
  title: 'Gateway',
  operations: {
    showOverview: operation({
      method: 'GET',
      path: '/operations/overview',
      summary: 'Shows every service and instance, as far as it gives an answer',
      access: 'administrator',
      status: 200,
      answer: OverviewDto,
    }),
    showGateway: operation({
      method: 'GET',
      path: '/operations/services/gateway/instances/{instance}',
      summary: 'Shows the gateway: its checks, rates and the circuit breakers of routes',
      access: 'administrator',
      params,
      status: 200,
      answer: InstanceDto,
      problems: { 'instance-not-found': 404 },
    }),
    showGatewayConfiguration: operation({
      method: 'GET',
      path: '/operations/services/gateway/instances/{instance}/configuration',
      summary: 'Shows the settings of the gateway in force and where they come from',
      access: 'administrator',
      params,
      status: 200,
      answer: ConfigurationDto,
      problems: { 'instance-not-found': 404 },
    }),
    listGatewayCircuitBreakers: operation({
      method: 'GET',
      path: '/operations/services/gateway/instances/{instance}/circuit-breakers',
      summary: 'Lists the circuit breakers of routes',
      access: 'administrator',
      params,
      status: 200,
      answer: CircuitBreakerList,
      problems: { 'instance-not-found': 404 },
    }),
  },
});
