import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useApiQuery } from '../../../data/use-api-query.js';
import { Button } from '../../../design/actions/button.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Panel } from '../../../design/layout/panel.js';
import { DataTable } from '../../../design/tables/data-table.js';
import auditing from '../auditing.module.css';
import { StreamFrame } from '../stream/stream-frame.js';
import { changeColumns } from './change-columns.js';
import { DifferenceForm } from './difference-form.js';
import { revisionSpan } from './revision-span.js';

const route = getRouteApi('/console/streams/$stream/difference');

/** What changed in a stream between two revisions or moments. */
export function DifferencePage(): ReactNode {
  const { stream } = route.useParams();
  const { from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const columns = useMemo(() => changeColumns(stream), [stream]);
  const isAsked = from !== undefined && to !== undefined;
  const difference = useApiQuery(
    'diffStates',
    { params: { stream }, query: { from: from ?? '0', to: to ?? '0' } },
    { enabled: isAsked, keepsPrevious: true },
  );
  return (
    <StreamFrame stream={stream}>
      <Panel title="What is compared">
        <DifferenceForm places={{ from, to }} onChange={(places) => void navigate({ search: places })} />
      </Panel>
      {isAsked ? (
        <Loaded query={difference} what="Comparing …">
          {({ from: first, to: last, changes }) =>
            changes.length === 0 ? (
              <EmptyState title="Nothing differs">
                {revisionSpan(first, last)} Choose places further apart.
              </EmptyState>
            ) : (
              <>
                <p className={auditing.soft} role="status">
                  {revisionSpan(first, last)} {changes.length}{' '}
                  {changes.length === 1 ? 'field differs' : 'fields differ'}.
                </p>
                <DataTable
                  caption="Fields that differ"
                  hidesCaption
                  columns={columns}
                  rows={changes}
                  rowKey={({ path }) => path}
                />
              </>
            )
          }
        </Loaded>
      ) : (
        <EmptyState
          title="Choose two places"
          action={
            <Button onClick={() => void navigate({ search: { from: '0', to: new Date().toISOString() } })}>
              Compare the first revision with now
            </Button>
          }
        >
          Give two revisions or moments above, and see field by field what changed in between, and by which
          events.
        </EmptyState>
      )}
    </StreamFrame>
  );
}
