import type { CausedEvent } from '../../../../api/dtos.js';

/** An event of a trail, with its cause among them. */
export interface TrailEvent {
  readonly event: CausedEvent;
  /** How many causes it is behind the first one. */
  readonly depth: number;
  readonly cause: CausedEvent | undefined;
}

/** All events of some trees of causes, in global order. */
export function trailEvents(trees: readonly CausedEvent[]): readonly TrailEvent[] {
  const events: TrailEvent[] = [];
  const waiting: TrailEvent[] = trees.map((event) => ({ event, depth: 0, cause: undefined }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { event, depth } = next;
    events.push(next);
    for (const child of childrenOf(event)) waiting.push({ event: child, depth: depth + 1, cause: event });
  }
  return events.sort((a, b) => comparePositions(a.event.position, b.event.position));
}

/** What an event led to. */
export function childrenOf(event: CausedEvent): readonly CausedEvent[] {
  return event.children as readonly CausedEvent[];
}

/** The order of two positions: decimal digits that may be too many for a number. */
export function comparePositions(a: string, b: string): number {
  return a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length;
}
