import type { ReactNode } from 'react';
import type { Building } from '../../../api/dtos.js';
import { Progress } from '../../../design/feedback/progress.js';
import { formatDuration } from '../../../design/values/format-quantity.js';
import { useNow } from '../../../design/values/use-now.js';
import { rebuildProgress } from './rebuild-progress.js';

/** How far a rebuild is, and how long it will take. */
export function RebuildBar({ building }: { readonly building: Building }): ReactNode {
  const { share, leftMs } = rebuildProgress(building, useNow());
  const note = leftMs === undefined ? undefined : `about ${formatDuration(leftMs)} left`;
  return <Progress label={share < 1 ? 'Rebuilding' : 'Handing over'} share={share} note={note} />;
}
