import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { eventCaption } from './event-caption.js';
import type { TrailNode } from './layout/trail-layout.js';
import { formatOffset, shortened } from './offset.js';
import styles from './trails.module.css';

const TITLE_LENGTH = 24;
const SUBTITLE_LENGTH = 28;

/** An event in the graph; it leads to its stream, replayed to that revision. */
export function GraphNode({
  node: { event, offsetMs, x, y, width, height },
  isPointed,
  isCause,
  onPoint,
  onMove,
}: {
  readonly node: TrailNode;
  readonly isPointed: boolean;
  readonly isCause: boolean;
  readonly onPoint: (position: string) => void;
  /** Whether the key has moved the focus. */
  readonly onMove: (position: string, key: string) => boolean;
}): ReactNode {
  const { position, stream, revision, type, service } = event;
  const { title, subtitle, role } = eventCaption(event);
  const offset = formatOffset(offsetMs);
  const point = (): void => onPoint(position);
  return (
    <Link
      to="/console/streams/$stream/replay"
      params={{ stream }}
      search={{ revision }}
      preload={false}
      className={clsx(styles.node, styles[role], isPointed && styles.pointed, isCause && styles.cause)}
      data-position={position}
      tabIndex={isPointed ? 0 : -1}
      aria-label={`${role === 'process' ? `${type} ${title}` : title}, ${service}, ${stream} at revision ${revision}, ${offset}`}
      onMouseEnter={point}
      onFocus={point}
      onKeyDown={(press) => {
        if (onMove(position, press.key)) press.preventDefault();
      }}
    >
      <rect x={x} y={y} width={width} height={height} rx="7" className={styles.box} />
      <text x={x + 10} y={y + 17} className={styles.title}>
        {shortened(title, TITLE_LENGTH)}
      </text>
      <text x={x + 10} y={y + 33} className={styles.subtitle}>
        {shortened(`${offset} · ${subtitle}`, SUBTITLE_LENGTH)}
      </text>
    </Link>
  );
}
