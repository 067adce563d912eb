import type { ReactNode } from 'react';
import { Time } from '../values/time.js';
import { formatDuration } from '../values/format-quantity.js';
import styles from './charts.module.css';
import { Line } from './line.js';
import { roundTop } from './line-geometry.js';
import { summaryOf } from './sample.js';
import { type ChartProps, inWords } from './sparkline.js';

const MOST_LISTED = 60;

/** The course of a value with its scale, in words below, and the latest values as a table on demand. */
export function LineChart(props: ChartProps): ReactNode {
  const { label, samples, format, windowMs, gapMs, least } = props;
  const summary = summaryOf(samples);
  const to = samples.at(-1)?.at ?? 0;
  const top = roundTop(summary?.most ?? 0, least);
  return (
    <figure className={styles.chart}>
      <div className={styles.plot}>
        <div className={styles.scale} aria-hidden="true">
          <span>{format(top)}</span>
          <span>{format(0)}</span>
        </div>
        <div className={styles.field}>
          <Line samples={samples} frame={{ width: 600, height: 120, from: to - windowMs, to, top, gapMs }} />
        </div>
        <div className={styles.times} aria-hidden="true">
          <span>{formatDuration(windowMs)} ago</span>
          <span>now</span>
        </div>
      </div>
      <figcaption>{inWords(props)}.</figcaption>
      <details>
        <summary>Values</summary>
        <table className={styles.values}>
          <caption>{label}, the latest first</caption>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {samples
              .slice(-MOST_LISTED)
              .toReversed()
              .map(({ at, value }) => (
                <tr key={at}>
                  <td>
                    <Time at={new Date(at).toISOString()} show="exact" />
                  </td>
                  <td>{format(value)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
