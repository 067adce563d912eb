import type { CircuitBreaker, InstanceOverview, Overview, ServiceOverview } from '../../../api/dtos.js';
import { formatDuration, formatRate } from '../../../design/values/format-quantity.js';
import { checkAdvice } from './check-advice.js';
import { lossOf } from './service-loss.js';
import type { Trouble } from './trouble.js';

/** A projection further behind than this is worth an operator's look. */
const LONG_LAG_MS = 10_000;

const RESTARTED =
  '“npm start” restarts it by itself; elsewhere start it, and look at its log if it does not stay.';

/** All that is not well in the shop, what customers notice first. */
export function troublesOf(overview: Overview): Trouble[] {
  const troubles = [
    ...aroundTroubles(overview),
    ...overview.services.flatMap((service) => [
      ...(service.status === 'down'
        ? [downTrouble(service)]
        : service.instances.flatMap(instanceTroubles(service))),
      ...service.instances.flatMap((instance) => breakerTroubles(service, instance)),
      ...errorTroubles(service),
      ...standingTroubles(service),
    ]),
  ];
  return [...troubles.filter(isBad), ...troubles.filter((trouble) => !isBad(trouble))];
}

function isBad({ severity }: Trouble): boolean {
  return severity === 'bad';
}

function aroundTroubles({ registry, configServer }: Overview): Trouble[] {
  const troubles: Trouble[] = [];
  if (registry.status === 'down') {
    troubles.push({
      id: 'registry',
      severity: 'bad',
      title: `The registry gives no answer${because(registry.problem)}`,
      advice: `Services go on with the addresses they know, but nobody learns of an instance that comes or goes. ${RESTARTED}`,
    });
  }
  if (configServer.status === 'down') {
    troubles.push({
      id: 'config-server',
      severity: 'warning',
      title: `The config server gives no answer${because(configServer.problem)}`,
      advice: `Settings stay as they are, and a service that starts now waits for it. ${RESTARTED}`,
      place: { page: 'configuration' },
    });
  }
  return troubles;
}

function downTrouble({ service, instances }: ServiceOverview): Trouble {
  const problem = instances.map((instance) => instance.problem).find((one) => one !== null);
  return {
    id: `down ${service}`,
    severity: 'bad',
    title: `${service} is down${instances.length === 0 ? ': no instance is registered' : because(problem)}`,
    advice: `${lossOf(service)} ${RESTARTED}`,
  };
}

function instanceTroubles({ service }: ServiceOverview) {
  return ({ instance, status, problem, standing }: InstanceOverview): Trouble[] => {
    const failing = standing?.checks.find((check) => check.status === 'down');
    if (status === 'up' && failing === undefined) return [];
    const what = {
      up: 'serves, but not as it should',
      'not-ready': 'is not ready',
      unreachable: 'gives no answer',
    }[status];
    return [
      {
        id: `instance ${instance}`,
        severity: 'warning',
        title: `${instance} ${what}${because(problem)}`,
        advice: failing === undefined ? RESTARTED : checkAdvice(failing.name),
        place: { page: 'instance', service, instance },
      },
    ];
  };
}

function breakerTroubles({ service }: ServiceOverview, { instance, standing }: InstanceOverview): Trouble[] {
  return (standing?.circuitBreakers ?? []).flatMap(({ name, state }) => {
    const advice = breakerAdvice(state);
    if (advice === undefined) return [];
    return [
      {
        id: `breaker ${instance} ${name}`,
        severity: 'warning' as const,
        title: `The circuit breaker ${name} of ${instance} is ${state.toLowerCase().replace('_', ' ')}`,
        advice,
        place: { page: 'instance' as const, service, instance },
      },
    ];
  });
}

function breakerAdvice(state: CircuitBreaker['state']): string | undefined {
  switch (state) {
    case 'OPEN':
      return 'Too many calls have failed or were slow, so calls are refused for a while. See to what is called: it closes by itself.';
    case 'FORCED_OPEN':
      return 'Somebody has forced it: all calls are refused until it is closed by hand.';
    case 'DISABLED':
    case 'METRICS_ONLY':
      return 'Somebody has switched it: nothing holds calls back from a service that is away.';
    default:
      return undefined;
  }
}

function errorTroubles({ service, instances }: ServiceOverview): Trouble[] {
  return instances.flatMap(({ instance, standing }) => {
    const errors = standing?.requests.errorsPerSecond ?? 0;
    if (errors === 0) return [];
    return [
      {
        id: `errors ${instance}`,
        severity: 'warning' as const,
        title: `${instance} fails ${formatRate(errors)} of ${formatRate(standing?.requests.perSecond ?? 0)} calls`,
        advice: 'Look at its log for the traces of what has failed.',
        place: { page: 'instance' as const, service, instance },
      },
    ];
  });
}

function standingTroubles({ service, standing }: ServiceOverview): Trouble[] {
  if (standing === null) return [];
  const { projections, processes, deadLetters } = standing;
  const troubles: Trouble[] = [];
  if (deadLetters.keys > 0) {
    troubles.push({
      id: `dead-letters ${service}`,
      severity: 'bad',
      title: `${service} has parked ${counted(deadLetters.events, 'event')} of ${counted(deadLetters.keys, 'stream or process', 'streams or processes')}`,
      advice: 'What they concern stands still. Look at the error, see to its cause, then replay or skip.',
      place: { page: 'dead-letters' },
    });
  }
  if (processes.overdue > 0) {
    troubles.push({
      id: `overdue ${service}`,
      severity: 'bad',
      title: `${counted(processes.overdue, 'process', 'processes')} of ${service} should have gone on by now`,
      advice: 'Something keeps them from it: see what they wait for, then let them try again.',
      place: { page: 'processes', status: 'overdue' },
    });
  }
  if (projections.paused > 0) {
    troubles.push({
      id: `paused ${service}`,
      severity: 'warning',
      title: `${counted(projections.paused, 'projection')} of ${service} stands still`,
      advice: 'Somebody has paused it: queries show what was then, until it is resumed.',
      place: { page: 'projections' },
    });
  } else if ((projections.lagMs ?? 0) > LONG_LAG_MS) {
    troubles.push({
      id: `lag ${service}`,
      severity: 'warning',
      title: `A projection of ${service} is ${formatDuration(projections.lagMs ?? 0)} behind`,
      advice: 'Queries show what was then. See whether it gets less; if not, look at the log of the service.',
      place: { page: 'projections' },
    });
  }
  return troubles;
}

function because(problem: string | null | undefined): string {
  return problem === null || problem === undefined || problem === '' ? '' : ` (${problem})`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
