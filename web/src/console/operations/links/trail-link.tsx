import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Id } from '../../../design/values/id.js';

/** The id that all events of one business transaction have in common, and the way to where they are drawn. */
export function TrailLink({ correlationId }: { readonly correlationId: string }): ReactNode {
  return (
    <Link to="/console/trails" search={{ correlation: correlationId }}>
      <Id>{correlationId}</Id>
    </Link>
  );
}
