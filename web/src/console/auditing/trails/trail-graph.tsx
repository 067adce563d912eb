import { clsx } from 'clsx';
import { type ReactNode, useCallback, useId, useMemo, useRef, useState } from 'react';
import { Button } from '../../../design/actions/button.js';
import auditing from '../auditing.module.css';
import { causesOf, neighbour } from './layout/neighbours.js';
import type { TrailEvent } from './layout/trail-events.js';
import type { TrailLayout } from './layout/trail-layout.js';
import { GraphLegend } from './graph-legend.js';
import { GraphNode } from './graph-node.js';
import styles from './trails.module.css';

const ZOOM_STEP = 1.25;
const ZOOM = { least: 0.25, most: 2 } as const;

/**
 * A trail drawn over lanes. One event has the focus; arrow keys move it along time and between cause and effect. What led to the
 * event that is pointed at stands out.
 */
export function TrailGraph({
  layout: { width, height, lanes, nodes, edges },
  events,
  pointed,
  onPoint,
  controls,
}: {
  readonly layout: TrailLayout;
  readonly events: readonly TrailEvent[];
  /** The position of the event that is pointed at. */
  readonly pointed: string | undefined;
  readonly onPoint: (position: string) => void;
  readonly controls: ReactNode;
}): ReactNode {
  const [zoom, setZoom] = useState(1);
  const frame = useRef<HTMLDivElement>(null);
  const arrow = useId();
  const hint = useId();
  const causes = useMemo(
    () => (pointed === undefined ? new Set<string>() : causesOf(events, pointed)),
    [events, pointed],
  );
  const zoomBy = (factor: number): void =>
    setZoom((now) => Math.min(ZOOM.most, Math.max(ZOOM.least, now * factor)));
  const fit = (): void => {
    const room = frame.current?.clientWidth ?? width;
    setZoom(Math.min(1, Math.max(ZOOM.least, room / width)));
  };
  const move = useCallback(
    (position: string, key: string): boolean => {
      const next = neighbour(events, position, key);
      if (next === undefined) return false;
      frame.current?.querySelector<HTMLElement>(`[data-position="${next}"]`)?.focus();
      return true;
    },
    [events],
  );
  return (
    <div className={auditing.stack}>
      <div className={styles.controls}>
        {controls}
        <Button size="small" aria-label="Zoom out" onClick={() => zoomBy(1 / ZOOM_STEP)}>
          −
        </Button>
        <Button size="small" aria-label="Zoom in" onClick={() => zoomBy(ZOOM_STEP)}>
          +
        </Button>
        <Button size="small" onClick={fit}>
          Fit
        </Button>
        <Button size="small" disabled={zoom === 1} onClick={() => setZoom(1)}>
          100 %
        </Button>
        <GraphLegend />
      </div>
      <p id={hint} className={styles.hint}>
        Arrow keys go from event to event: left and right in time, up to the cause, down to the effect. Enter
        opens it.
      </p>
      <div ref={frame} className={styles.frame}>
        <div className={styles.laneNames} aria-hidden="true">
          {lanes.map(({ service, y }) => (
            <span key={service} className={styles.laneName} style={{ top: y * zoom }}>
              {service}
            </span>
          ))}
        </div>
        <div className={styles.canvas} style={{ width: width * zoom, height: height * zoom }}>
          {lanes.map(({ service, y, height: laneHeight }) => (
            <div
              key={service}
              className={styles.lane}
              style={{ top: y * zoom, height: laneHeight * zoom }}
              aria-hidden="true"
            />
          ))}
          <div
            className={styles.graph}
            style={{ width, height, transform: `scale(${zoom})` }}
            role="group"
            aria-label="Graph of causes"
            aria-describedby={hint}
          >
            <svg width={width} height={height} aria-hidden="true">
              <defs>
                <marker
                  id={arrow}
                  viewBox="0 0 8 8"
                  refX="7"
                  refY="4"
                  markerUnits="userSpaceOnUse"
                  markerWidth="9"
                  markerHeight="9"
                  orient="auto-start-reverse"
                >
                  <path d="M0 0L8 4L0 8Z" className={styles.arrow} />
                </marker>
              </defs>
              {edges.map(({ from, to, path }) => (
                <path
                  key={to}
                  d={path}
                  markerEnd={`url(#${arrow})`}
                  className={clsx(
                    styles.edge,
                    causes.has(to) && styles.onTheWay,
                    from === pointed && styles.effect,
                  )}
                />
              ))}
            </svg>
            {nodes.map((node) => (
              <GraphNode
                key={node.event.position}
                node={node}
                isPointed={node.event.position === pointed}
                isCause={causes.has(node.event.position)}
                onPoint={onPoint}
                onMove={move}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
