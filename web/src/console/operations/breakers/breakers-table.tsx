import { type ReactNode, useMemo, useState } from 'react';
import { Button } from '../../../design/actions/button.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import type { Column } from '../../../design/tables/column.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { formatCount } from '../../../design/values/format-quantity.js';
import { BreakerState } from './breaker-state.js';
import type { PlacedBreaker } from './placed-breaker.js';
import { SwitchBreaker } from './switch-breaker.js';

const facts: readonly Column<PlacedBreaker>[] = [
  { id: 'name', header: 'Calls of', cell: ({ name }) => name, sortBy: ({ name }) => name },
  {
    id: 'instance',
    header: 'By',
    cell: ({ instance }) => instance,
    sortBy: ({ instance }) => instance,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <BreakerState state={state} />,
    sortBy: ({ state }) => state,
  },
  {
    id: 'failing',
    header: 'Failing',
    align: 'end',
    cell: ({ failureRate }) => percent(failureRate),
    sortBy: ({ failureRate }) => failureRate ?? -1,
  },
  {
    id: 'slow',
    header: 'Slow',
    align: 'end',
    cell: ({ slowCallRate }) => percent(slowCallRate),
    sortBy: ({ slowCallRate }) => slowCallRate ?? -1,
  },
  {
    id: 'refused',
    header: 'Refused',
    align: 'end',
    cell: ({ notPermittedCalls }) => formatCount(notPermittedCalls),
    sortBy: ({ notPermittedCalls }) => notPermittedCalls,
  },
];

/** Circuit breakers, each with a way to switch it by hand. */
export function BreakersTable({ breakers }: { readonly breakers: readonly PlacedBreaker[] }): ReactNode {
  const [switched, setSwitched] = useState<PlacedBreaker>();
  const columns = useMemo(() => [...facts, switching(setSwitched)], []);
  if (breakers.length === 0) {
    return (
      <EmptyState title="No circuit breakers yet">
        There is one for each call of another service, from the first such call on.
      </EmptyState>
    );
  }
  return (
    <>
      <DataTable
        caption="Circuit breakers"
        hidesCaption
        columns={columns}
        rows={breakers}
        rowKey={({ instance, name }) => `${instance} ${name}`}
      />
      {switched !== undefined && <SwitchBreaker breaker={switched} onClose={() => setSwitched(undefined)} />}
    </>
  );
}

function switching(onSwitch: (breaker: PlacedBreaker) => void): Column<PlacedBreaker> {
  return {
    id: 'switch',
    header: 'By hand',
    cell: (breaker) =>
      // The gateway's follow its routes.
      breaker.service === 'gateway' ? (
        '–'
      ) : (
        <Button
          size="small"
          aria-label={`Switch ${breaker.name} of ${breaker.instance}`}
          onClick={() => onSwitch(breaker)}
        >
          Switch …
        </Button>
      ),
  };
}

function percent(rate: number | null): string {
  return rate === null ? '–' : `${Math.round(rate)} %`;
}
