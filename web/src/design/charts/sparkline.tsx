import type { ReactNode } from 'react';
import { formatDuration } from '../values/format-quantity.js';
import styles from './charts.module.css';
import { Line } from './line.js';
import { roundTop } from './line-geometry.js';
import { type Sample, summaryOf } from './sample.js';

/** What a chart shows. */
export interface ChartProps {
  /** What the values are: "Lag of orders". */
  readonly label: string;
  /** In the order of their time. */
  readonly samples: readonly Sample[];
  readonly format: (value: number) => string;
  /** How far back the left edge is from the last sample, in ms. */
  readonly windowMs: number;
  /** How far apart samples can be without a gap between them, in ms. */
  readonly gapMs: number;
  /** What the top of the scale stands for at least, so that little does not look like much. */
  readonly least: number;
}

/** The course of a value in a small place; read out in words. */
export function Sparkline(props: ChartProps): ReactNode {
  const { samples, windowMs, gapMs, least } = props;
  const summary = summaryOf(samples);
  if (summary === undefined) return <span className={styles.none}>–</span>;
  const to = samples.at(-1)!.at;
  const top = roundTop(summary.most, least);
  return (
    <span className={styles.sparkline} role="img" aria-label={inWords(props)}>
      <Line samples={samples} frame={{ width: 120, height: 28, from: to - windowMs, to, top, gapMs }} />
    </span>
  );
}

/** "Lag of orders over the last 2 min: now 0 ms, at least 0 ms, at most 420 ms". */
export function inWords({ label, samples, format }: ChartProps): string {
  const summary = summaryOf(samples);
  if (summary === undefined) return `${label}: nothing has been measured yet`;
  const { latest, least, most, spanMs } = summary;
  const span = spanMs === 0 ? '' : ` over the last ${formatDuration(spanMs)}`;
  return `${label}${span}: now ${format(latest)}, at least ${format(least)}, at most ${format(most)}`;
}
