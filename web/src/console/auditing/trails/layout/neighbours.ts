import type { TrailEvent } from './trail-events.js';
import { childrenOf } from './trail-events.js';

/** The positions of an event and of all that led to it. */
export function causesOf(events: readonly TrailEvent[], position: string): ReadonlySet<string> {
  const byPosition = new Map(events.map((one) => [one.event.position, one]));
  const causes = new Set<string>();
  for (let at: string | undefined = position; at !== undefined && !causes.has(at);) {
    causes.add(at);
    at = byPosition.get(at)?.cause?.position;
  }
  return causes;
}

/**
 * Where an arrow key leads from an event: left and right along the order of events, up to its cause, down to the first that it led
 * to, Home and End to the first and last one. Undefined where there is none, and for other keys.
 */
export function neighbour(events: readonly TrailEvent[], position: string, key: string): string | undefined {
  const index = events.findIndex(({ event }) => event.position === position);
  const { event, cause } = events[index] ?? {};
  switch (key) {
    case 'ArrowRight':
      return events[index + 1]?.event.position;
    case 'ArrowLeft':
      return events[index - 1]?.event.position;
    case 'ArrowUp':
      return cause?.position;
    case 'ArrowDown':
      return event && childrenOf(event)[0]?.position;
    case 'Home':
      return events[0]?.event.position;
    case 'End':
      return events.at(-1)?.event.position;
    default:
      return undefined;
  }
}
