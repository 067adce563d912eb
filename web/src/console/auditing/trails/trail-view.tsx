import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import type { Trail } from '../../../api/dtos.js';
import { CopyButton } from '../../../design/actions/copy-button.js';
import { SelectField } from '../../../design/forms/select-field.js';
import { Panel } from '../../../design/layout/panel.js';
import { Id } from '../../../design/values/id.js';
import { Time } from '../../../design/values/time.js';
import auditing from '../auditing.module.css';
import type { ScaleName } from './layout/scale.js';
import { trailEvents } from './layout/trail-events.js';
import { trailLayout } from './layout/trail-layout.js';
import { formatOffset } from './offset.js';
import { TrailEventPanel } from './trail-event-panel.js';
import { TrailGraph } from './trail-graph.js';
import { TrailList } from './trail-list.js';
import styles from './trails.module.css';

/** A trail as a graph with the event that is pointed at beside it, and as a list of causes. */
export function TrailView({
  trail,
  pointedOut,
  scale,
  onScale,
}: {
  readonly trail: Trail;
  /** The id of an event, or of the command that caused the first one. */
  readonly pointedOut: string | undefined;
  readonly scale: ScaleName;
  readonly onScale: (scale: ScaleName) => void;
}): ReactNode {
  const { correlationId, startedAt, endedAt, streams, truncated } = trail;
  const events = useMemo(() => trailEvents(trail.tree), [trail]);
  const layout = useMemo(() => trailLayout(events, scale), [events, scale]);
  const found = events.find(({ event }) => event.eventId === pointedOut);
  const [pointed, setPointed] = useState(found?.event.position);
  const shown = events.find(({ event }) => event.position === pointed) ?? found ?? events[0];
  const offsets = useMemo(
    () => new Map(layout.nodes.map(({ event, offsetMs }) => [event.position, offsetMs])),
    [layout],
  );
  return (
    <>
      <dl className={auditing.facts}>
        <dt>Correlation</dt>
        <dd className={auditing.row}>
          <Id>{correlationId}</Id>
          <CopyButton text={correlationId} what="the correlation id" />
        </dd>
        <dt>Began</dt>
        <dd>
          <Time at={startedAt} show="both" />
        </dd>
        <dt>Took</dt>
        <dd>{formatOffset(Date.parse(endedAt) - Date.parse(startedAt)).slice(1)}</dd>
        <dt>Events</dt>
        <dd>
          {events.length.toLocaleString()} in {streams.length} streams of {layout.lanes.length} services
        </dd>
      </dl>
      {truncated && (
        <p role="status">
          Only the first {events.length.toLocaleString()} events are shown.{' '}
          <Link to="/console/export">Export</Link> the log to see all.
        </p>
      )}
      {pointedOut !== undefined && found === undefined && (
        <p role="status">
          <Id>{pointedOut}</Id> is none of these events: it is the request or command from outside that began
          this trail.
        </p>
      )}
      <div className={styles.drawing}>
        <Panel title="Graph">
          <TrailGraph
            layout={layout}
            events={events}
            pointed={shown?.event.position}
            onPoint={setPointed}
            controls={
              <SelectField
                label="Along"
                options={{ order: 'Order of events', time: 'Time' }}
                value={scale}
                onChange={({ target }) => onScale(target.value === 'time' ? 'time' : 'order')}
              />
            }
          />
        </Panel>
        {shown !== undefined && (
          <TrailEventPanel shown={shown} offsetMs={offsets.get(shown.event.position) ?? 0} />
        )}
      </div>
      <Panel title="List of causes">
        <TrailList trees={trail.tree} offsets={offsets} pointedOut={pointedOut} />
      </Panel>
    </>
  );
}
