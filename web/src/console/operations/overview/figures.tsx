import { clsx } from 'clsx';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Overview } from '../../../api/dtos.js';
import { Sparkline } from '../../../design/charts/sparkline.js';
import { formatCount, formatDuration, formatRate } from '../../../design/values/format-quantity.js';
import { useSamples, WINDOW_MS } from '../history/use-samples.js';
import styles from './overview.module.css';
import { shopFigures } from './shop-figures.js';

/** Between samples that are further apart nobody has looked. */
const GAP_MS = 10_000;

/** The shop in figures, and how they have been lately. */
export function Figures({ overview }: { readonly overview: Overview }): ReactNode {
  const { perSecond, errorsPerSecond, p95Ms, lagMs, waiting, overdue, parked } = shopFigures(overview);
  return (
    <dl className={styles.figures} aria-label="The shop in figures">
      <Figure name="Requests" value={perSecond === null ? 'unknown' : formatRate(perSecond)}>
        <Course name="Requests a second" of="shop.perSecond" format={formatRate} least={1} />
      </Figure>
      <Figure
        name="Failed requests"
        value={errorsPerSecond === null ? 'unknown' : formatRate(errorsPerSecond)}
        isBad={errorsPerSecond !== null && errorsPerSecond > 0}
      />
      <Figure name="95 % answered within" value={p95Ms === null ? 'no calls' : formatDuration(p95Ms)}>
        <Course name="95 % answered within" of="shop.p95Ms" format={formatDuration} least={100} />
      </Figure>
      <Figure name="Longest projection lag" value={lagMs === null ? 'unknown' : formatDuration(lagMs)}>
        <Course name="Longest projection lag" of="shop.lagMs" format={formatDuration} least={1_000} />
      </Figure>
      <Figure name="Processes waiting" value={formatCount(waiting)} isBad={overdue > 0}>
        <Link to="/console/processes" search={overdue > 0 ? { status: 'overdue' } : { status: 'open' }}>
          {overdue > 0 ? `${formatCount(overdue)} overdue` : 'none overdue'}
        </Link>
      </Figure>
      <Figure name="Dead letters" value={formatCount(parked)} isBad={parked > 0}>
        <Link to="/console/dead-letters">{parked > 0 ? 'See to them' : 'nothing to see to'}</Link>
      </Figure>
    </dl>
  );
}

function Figure({
  name,
  value,
  isBad = false,
  children,
}: {
  readonly name: string;
  readonly value: string;
  readonly isBad?: boolean;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd className={clsx(styles.value, isBad && styles.bad)}>{value}</dd>
      {children !== undefined && <dd className={styles.more}>{children}</dd>}
    </div>
  );
}

function Course({
  name,
  of,
  format,
  least,
}: {
  readonly name: string;
  readonly of: string;
  readonly format: (value: number) => string;
  readonly least: number;
}): ReactNode {
  const samples = useSamples(of);
  return (
    <Sparkline
      label={name}
      samples={samples}
      format={(value) => format(value)}
      windowMs={WINDOW_MS}
      gapMs={GAP_MS}
      least={least}
    />
  );
}
