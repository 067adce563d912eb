import type { TrailEvent } from './trail-events.js';

/** Along what the events of a trail are drawn: one after the other, or by the time that lay between. */
export type ScaleName = 'order' | 'time';

/** Between two events that follow each other, along the order. */
const STEP = 50;
/** How much room time has, at least, and for each event. */
const LEAST_WIDTH = 960;
const WIDTH_PER_EVENT = 40;

/** Where each event begins, from left to right, in the order of `events`. */
export function startsOf(events: readonly TrailEvent[], scale: ScaleName): readonly number[] {
  if (scale === 'order') return events.map((_, index) => index * STEP);
  const times = events.map(({ event }) => Date.parse(event.at));
  const first = Math.min(...times);
  const span = Math.max(1, Math.max(...times) - first);
  const width = Math.max(LEAST_WIDTH, events.length * WIDTH_PER_EVENT);
  return times.map((time) => ((time - first) / span) * width);
}
