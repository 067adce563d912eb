import type { CausedEvent } from '../../../../api/dtos.js';
import { type Box, edgePath } from './edge-path.js';
import { packed } from './packed.js';
import { type ScaleName, startsOf } from './scale.js';
import type { TrailEvent } from './trail-events.js';

/** An event where it is drawn. */
export interface TrailNode extends Box {
  readonly event: CausedEvent;
  /** Milliseconds since the first event. */
  readonly offsetMs: number;
}

/** From a cause to its effect; the keys are their positions in the store. */
export interface TrailEdge {
  readonly from: string;
  readonly to: string;
  /** An SVG path. */
  readonly path: string;
}

/** All that one service did. */
export interface Lane {
  readonly service: string;
  readonly y: number;
  readonly height: number;
}

/** A trail as a drawing; sizes are in pixels. */
export interface TrailLayout {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly Lane[];
  /** In global order. */
  readonly nodes: readonly TrailNode[];
  readonly edges: readonly TrailEdge[];
}

const NODE = { width: 184, height: 44 } as const;
const GAP = { x: 10, y: 10 } as const;
/** Around the drawing. */
const MARGIN = 12;
/** Above the events of a lane, for its name; below them. */
const LANE_HEAD = 30;
const LANE_FOOT = 12;

/**
 * Draws the events of a trail (in global order) over lanes, one for each service in the order in which they came in. Events that
 * would cover each other stand in rows of their lane.
 */
export function trailLayout(events: readonly TrailEvent[], scale: ScaleName): TrailLayout {
  const starts = startsOf(events, scale);
  const first = Math.min(...events.map(({ event }) => Date.parse(event.at)));
  const services = [...new Set(events.map(({ event }) => event.service))];
  const lanes: Lane[] = [];
  const nodes = new Map<string, TrailNode>();
  let y = 0;
  for (const service of services) {
    const own = events.flatMap(({ event }, index) =>
      event.service === service ? [{ event, x: MARGIN + (starts[index] ?? 0) }] : [],
    );
    const rows = packed(
      own.map(({ x }) => x),
      NODE.width + GAP.x,
    );
    for (const [index, { event, x }] of own.entries()) {
      const top = y + LANE_HEAD + (rows[index] ?? 0) * (NODE.height + GAP.y);
      nodes.set(event.position, { event, offsetMs: Date.parse(event.at) - first, x, y: top, ...NODE });
    }
    const rowCount = Math.max(...rows) + 1;
    const height = LANE_HEAD + rowCount * (NODE.height + GAP.y) - GAP.y + LANE_FOOT;
    lanes.push({ service, y, height });
    y += height;
  }
  return {
    width: Math.max(0, ...starts) + NODE.width + 2 * MARGIN,
    height: y,
    lanes,
    nodes: events.flatMap(({ event }) => nodes.get(event.position) ?? []),
    edges: events.flatMap(({ event, cause }) => edgeBetween(nodes, cause, event)),
  };
}

function edgeBetween(
  nodes: ReadonlyMap<string, TrailNode>,
  cause: CausedEvent | undefined,
  effect: CausedEvent,
): readonly TrailEdge[] {
  const from = cause && nodes.get(cause.position);
  const to = nodes.get(effect.position);
  if (cause === undefined || from === undefined || to === undefined) return [];
  return [{ from: cause.position, to: effect.position, path: edgePath(from, to) }];
}
