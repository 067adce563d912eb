import type { ReactNode } from 'react';
import type { LineChart } from '../../../design/charts/line-chart.js';
import type { Sparkline } from '../../../design/charts/sparkline.js';
import { formatDuration } from '../../../design/values/format-quantity.js';
import { useSamples, WINDOW_MS } from '../history/use-samples.js';
import { lagKey } from './lag.js';
import { LEAST_MS, GAP_MS } from './lag-scale.js';

/** How far behind a projection was lately, as a chart of either size. */
export function LagCourse({
  as: Chart,
  service,
  projection,
}: {
  readonly as: typeof Sparkline | typeof LineChart;
  readonly service: string;
  readonly projection: string;
}): ReactNode {
  const samples = useSamples(lagKey(service, projection));
  return (
    <Chart
      label={`Lag of ${projection}`}
      samples={samples}
      format={formatDuration}
      windowMs={WINDOW_MS}
      gapMs={GAP_MS}
      least={LEAST_MS}
    />
  );
}
