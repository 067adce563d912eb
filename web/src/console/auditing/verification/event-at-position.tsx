import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ApiError } from '../../../api/api-error.js';
import { jsonLines } from '../../../api/json-lines.js';
import { Button } from '../../../design/actions/button.js';
import { Problem } from '../../../design/feedback/problem.js';
import { JsonTree } from '../../../design/json/json-tree.js';
import { Id } from '../../../design/values/id.js';
import { useApi } from '../../../session/session-context.js';

/** What is needed of an exported line to lead to its event. */
interface LogLine {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
}

/** Shows, when asked to, the event that stands at a position now, or the next one behind it. */
export function EventAtPosition({ position }: { readonly position: string }): ReactNode {
  const api = useApi();
  const look = useMutation<LogLine | null, ApiError>({
    mutationFn: async () => {
      const before = BigInt(position) - 1n;
      const query = before < 0n ? {} : { from: before.toString() };
      const ending = new AbortController();
      const answer = await api.open('exportLog', { query }, { signal: ending.signal });
      for await (const line of jsonLines<LogLine>(answer)) return line;
      return null;
    },
  });
  const { data: line, isPending, error } = look;
  if (line === undefined) {
    return (
      <div>
        {error && <Problem error={error} />}
        <Button size="small" isBusy={isPending} onClick={() => look.mutate()}>
          Show what stands there now
        </Button>
      </div>
    );
  }
  if (line === null) return <p>There is nothing at that position, and nothing behind it.</p>;
  const { stream, revision, type } = line;
  return (
    <>
      <p>
        {line.position === position ? 'There stands' : 'There is nothing at that position. Behind it stands'}{' '}
        {type}:{' '}
        <Link to="/console/streams/$stream/replay" params={{ stream }} search={{ revision }}>
          <Id>{stream}</Id> at revision {revision}
        </Link>
      </p>
      <JsonTree value={line} label="What stands there now" />
    </>
  );
}
