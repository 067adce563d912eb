import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Id } from '../../../design/values/id.js';

/** A stream, or an event in it, and the way to where auditors see it. */
export function StreamLink({
  stream,
  revision,
}: {
  readonly stream: string;
  readonly revision?: number;
}): ReactNode {
  return (
    <Link to="/console/streams/$stream" params={{ stream }} search={{ revision }}>
      <Id>{revision === undefined ? stream : `${stream} @ ${revision}`}</Id>
    </Link>
  );
}
