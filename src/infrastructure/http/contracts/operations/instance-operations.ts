import { operation } from '../../contract/operation.js';
import {
  CircuitBreakerDetails,
  CircuitBreakerDto,
  CircuitBreakerList,
  ConfigurationDto,
  InstanceDto,
  SwitchCircuitBreakerBody,
} from './instance-dtos.js';
import { INSTANCE, NAME, SERVICE } from './patterns.js';

const params = { service: SERVICE, instance: INSTANCE };

/** What an instance tells of itself; the gateway hands these calls on to the very instance. */
export const instanceOperations = {
  showInstance: operation({
    method: 'GET',
    path: '/operations/services/{service}/instances/{instance}',
    summary: 'Shows an instance: its checks, rates, processors and circuit breakers',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    answer: InstanceDto,
    problems: { 'service-not-found': 404, 'instance-not-found': 404 },
  }),
  showConfiguration: operation({
    method: 'GET',
    path: '/operations/services/{service}/instances/{instance}/configuration',
    summary: 'Shows the settings in force and where they come from',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    answer: ConfigurationDto,
    problems: { 'service-not-found': 404, 'instance-not-found': 404 },
  }),
  listCircuitBreakers: operation({
    method: 'GET',
    path: '/operations/services/{service}/instances/{instance}/circuit-breakers',
    summary: 'Lists the circuit breakers around the calls of other services',
    access: 'administrator',
    callers: ['operator'],
    params,
    status: 200,
    answer: CircuitBreakerList,
    problems: { 'service-not-found': 404, 'instance-not-found': 404 },
  }),
  showCircuitBreaker: operation({
    method: 'GET',
    path: '/operations/services/{service}/instances/{instance}/circuit-breakers/{circuitBreaker}',
    summary: 'Shows a circuit breaker with its latest failures and changes of state',
    access: 'administrator',
    callers: ['operator'],
    params: { ...params, circuitBreaker: NAME },
    status: 200,
    answer: CircuitBreakerDetails,
    problems: { 'instance-not-found': 404, 'circuit-breaker-not-found': 404 },
  }),
  switchCircuitBreaker: operation({
    method: 'POST',
    path: '/operations/services/{service}/instances/{instance}/circuit-breakers/{circuitBreaker}',
    summary: 'Switches a circuit breaker by hand',
    access: 'administrator',
    callers: ['operator'],
    params: { ...params, circuitBreaker: NAME },
    status: 200,
    idempotent: true,
    body: SwitchCircuitBreakerBody,
    answer: CircuitBreakerDto,
    problems: { 'instance-not-found': 404, 'circuit-breaker-not-found': 404 },
  }),
} as const;
