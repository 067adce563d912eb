import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { memo, type ReactNode } from 'react';
import { VisuallyHidden } from '../../../design/base/visually-hidden.js';
import { eventCaption } from './event-caption.js';
import type { TrailNode } from './layout/trail-layout.js';
import { formatOffset } from './offset.js';
import styles from './trails.module.css';

/** An event in the graph; it leads to its stream, replayed to that revision. There may be thousands of them. */
export const GraphNode = memo(function GraphNode({
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
  const { position, stream, revision, service } = event;
  const { title, subtitle, role } = eventCaption(event);
  const point = (): void => onPoint(position);
  return (
    <Link
      to="/console/streams/$stream/replay"
      params={{ stream }}
      search={{ revision }}
      preload={false}
      className={clsx(styles.node, styles[role], isPointed && styles.pointed, isCause && styles.cause)}
      style={{ left: x, top: y, width, height }}
      data-position={position}
      tabIndex={isPointed ? 0 : -1}
      title={title}
      onMouseEnter={point}
      onFocus={point}
      onKeyDown={(press) => {
        if (onMove(position, press.key)) press.preventDefault();
      }}
    >
      <span className={styles.title}>{title}</span>{' '}
      <span className={styles.subtitle}>
        {formatOffset(offsetMs)} · {subtitle}
      </span>
      <VisuallyHidden>
        {' '}
        · {service}, revision {revision}
      </VisuallyHidden>
    </Link>
  );
});
