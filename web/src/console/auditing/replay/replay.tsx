import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';
import type { ReplayedState } from '../../../api/dtos.js';
import { CopyButton } from '../../../design/actions/copy-button.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Loaded, type LoadedQuery } from '../../../design/feedback/loaded.js';
import { JsonTree } from '../../../design/json/json-tree.js';
import { Panel } from '../../../design/layout/panel.js';
import { Time } from '../../../design/values/time.js';
import auditing from '../auditing.module.css';
import { EventDetails } from '../stream/event-details.js';
import { AsOfForm } from './as-of-form.js';
import { AsOfResult } from './as-of-result.js';
import styles from './replay.module.css';
import { StateChanges } from './state-changes.js';
import { TimeSlider } from './time-slider.js';
import { usePlayback } from './use-playback.js';
import { useStep } from './use-step.js';

const route = getRouteApi('/console/streams/$stream/replay');

/** The slider, and what the stream was where it stands. */
export function Replay({
  stream,
  last,
  revision,
  at,
  asOf,
}: {
  readonly stream: string;
  readonly last: number;
  /** What is wanted, up to `last`. */
  readonly revision: number;
  readonly at: string | undefined;
  /** What the moment asked for leads to. */
  readonly asOf: LoadedQuery<ReplayedState>;
}): ReactNode {
  const navigate = route.useNavigate();
  const goTo = useCallback(
    (to: number) => void navigate({ search: { revision: to }, replace: true, resetScroll: false }),
    [navigate],
  );
  const step = useStep(stream, revision, last);
  const playback = usePlayback(revision, last, step.isComplete, goTo);
  const { event, state, changes } = step;
  const marked = new Set(changes.data?.changes.map(({ path }) => path));
  const late = step.isComplete ? undefined : styles.late;
  const isNoAggregate = state.error?.code === 'stream-not-replayable';
  return (
    <>
      <Panel title="Time">
        <TimeSlider revision={revision} last={last} event={event} playback={playback} onChange={goTo} />
        <AsOfForm
          at={at}
          onChange={(moment) => void navigate({ search: { at: moment }, resetScroll: false })}
        />
        {at !== undefined && !isNoAggregate && <AsOfResult at={at} asOf={asOf} />}
      </Panel>
      {isNoAggregate ? (
        <EmptyState title="This stream has no state">
          It is neither an aggregate nor a process, so there is nothing to replay. Its events are there to
          read.
        </EmptyState>
      ) : (
        <div className={styles.panels}>
          <Panel title={`State at revision ${step.revision}`} className={late}>
            <Loaded query={state} what="Replaying …">
              {(replayed) => (
                <>
                  <div className={auditing.spread}>
                    <Link
                      to="/console/streams/$stream/difference"
                      params={{ stream }}
                      search={{ from: String(step.revision), to: String(last) }}
                    >
                      Compare with revision {last}
                    </Link>
                    <CopyButton text={JSON.stringify(replayed.state, null, 2)} what="the state" />
                  </div>
                  <JsonTree
                    value={replayed.state}
                    label={`State at revision ${replayed.revision}`}
                    marked={marked}
                  />
                </>
              )}
            </Loaded>
          </Panel>
          <Panel title={`What changed at revision ${step.revision}`} className={late}>
            <Loaded query={changes} what="Comparing …">
              {(difference) => <StateChanges changes={difference.changes} />}
            </Loaded>
          </Panel>
        </div>
      )}
      {event !== undefined && (
        <Panel title={`The event: ${event.type}`}>
          <p className={auditing.soft}>
            Revision {event.revision}, <Time at={event.at} show="both" />
          </p>
          <EventDetails stream={stream} event={event} isReplayed />
        </Panel>
      )}
    </>
  );
}
