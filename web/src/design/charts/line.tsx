import type { ReactNode } from 'react';
import styles from './charts.module.css';
import { areaPath, linePath, linePieces, type LineFrame } from './line-geometry.js';
import type { Sample } from './sample.js';

/** Samples as a line over a shaded ground. It fills its place, whatever that measures. */
export function Line({
  samples,
  frame,
}: {
  readonly samples: readonly Sample[];
  readonly frame: LineFrame;
}): ReactNode {
  const { width, height } = frame;
  const pieces = linePieces(samples, frame);
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {pieces.map((points) => (
        <g key={points[0]?.x}>
          <path className={styles.area} d={areaPath(points, height)} />
          <path className={styles.stroke} d={linePath(points)} />
        </g>
      ))}
    </svg>
  );
}
