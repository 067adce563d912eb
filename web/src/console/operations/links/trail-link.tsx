import type { ReactNode } from 'react';
import { Id } from '../../../design/values/id.js';

/** The id that all events of one business transaction have in common, and the way to where they are drawn. */
export function TrailLink({ correlationId }: { readonly correlationId: string }): ReactNode {
  return (
    <a href={`/console/trails?correlation=${encodeURIComponent(correlationId)}`}>
      <Id>{correlationId}</Id>
    </a>
  );
}
