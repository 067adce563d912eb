import type { CSSProperties, ReactNode } from 'react';
import type { StreamEvent } from '../../../api/dtos.js';
import { Button } from '../../../design/actions/button.js';
import { useLessMotion } from '../../../design/base/use-less-motion.js';
import { absoluteTime } from '../../../design/values/format-time.js';
import auditing from '../auditing.module.css';
import styles from './replay.module.css';
import { ticks } from './ticks.js';
import type { Playback } from './use-playback.js';

const MOST_TICKS = 60;

/** Goes through the revisions of a stream: by dragging, by arrow keys, step by step, or by itself. */
export function TimeSlider({
  revision,
  last,
  event,
  playback,
  onChange,
}: {
  readonly revision: number;
  readonly last: number;
  /** At that revision, once it is known. */
  readonly event: StreamEvent | undefined;
  readonly playback: Playback;
  readonly onChange: (revision: number) => void;
}): ReactNode {
  const wantsLessMotion = useLessMotion();
  const what = event === undefined ? '' : `: ${event.type}, ${absoluteTime(Date.parse(event.at), true)}`;
  const go = (to: number): void => {
    playback.pause();
    onChange(to);
  };
  const isFirst = revision === 0;
  const isLast = revision === last;
  return (
    <div className={styles.slider}>
      <div className={styles.track}>
        <input
          type="range"
          className={styles.range}
          aria-label="Revision"
          aria-valuetext={`Revision ${revision} of ${last}${what}`}
          min={0}
          max={last}
          step={1}
          value={revision}
          disabled={last === 0}
          onChange={({ target }) => go(Number(target.value))}
        />
        <div className={styles.ticks} aria-hidden="true">
          {ticks(last, MOST_TICKS).map((tick) => (
            <span
              key={tick.revision}
              className={styles.tick}
              data-passed={tick.revision <= revision || undefined}
              style={{ '--at': tick.at } as CSSProperties}
            />
          ))}
        </div>
      </div>
      <div className={auditing.row}>
        <Button size="small" aria-label="First revision" disabled={isFirst} onClick={() => go(0)}>
          ⇤
        </Button>
        <Button
          size="small"
          aria-label="Previous revision"
          disabled={isFirst}
          onClick={() => go(revision - 1)}
        >
          ←
        </Button>
        {!wantsLessMotion && last > 0 && (
          <Button size="small" onClick={playback.isPlaying ? playback.pause : playback.play}>
            {playback.isPlaying ? 'Pause' : 'Play'}
          </Button>
        )}
        <Button size="small" aria-label="Next revision" disabled={isLast} onClick={() => go(revision + 1)}>
          →
        </Button>
        <Button size="small" aria-label="Last revision" disabled={isLast} onClick={() => go(last)}>
          ⇥
        </Button>
        <span className={styles.where}>
          Revision <strong>{revision.toLocaleString()}</strong> of {last.toLocaleString()}
        </span>
        {wantsLessMotion && last > 0 && (
          <span className={auditing.soft}>Playing is off: your system asks for less motion.</span>
        )}
      </div>
    </div>
  );
}
