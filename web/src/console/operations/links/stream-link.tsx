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
  const query = revision === undefined ? '' : `?revision=${revision}`;
  return (
    <a href={`/console/streams/${encodeURIComponent(stream)}${query}`}>
      <Id>{revision === undefined ? stream : `${stream} @ ${revision}`}</Id>
    </a>
  );
}
