import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { JsonTree } from '../../../design/json/json-tree.js';
import { Panel } from '../../../design/layout/panel.js';
import { Id } from '../../../design/values/id.js';
import { Time } from '../../../design/values/time.js';
import auditing from '../auditing.module.css';
import type { TrailEvent } from './layout/trail-events.js';
import { childrenOf } from './layout/trail-events.js';
import { formatOffset } from './offset.js';

/** The event that is pointed at. */
export function TrailEventPanel({
  shown: { event, cause },
  offsetMs,
}: {
  readonly shown: TrailEvent;
  readonly offsetMs: number;
}): ReactNode {
  const { type, service, stream, revision, at, actor, data } = event;
  return (
    <Panel title={type}>
      <dl className={auditing.facts}>
        <dt>At</dt>
        <dd>
          <Time at={at} show="exact" /> <span className={auditing.soft}>{formatOffset(offsetMs)}</span>
        </dd>
        <dt>Service</dt>
        <dd>{service}</dd>
        <dt>Stream</dt>
        <dd>
          <Link to="/console/streams/$stream/replay" params={{ stream }} search={{ revision }}>
            <Id>{stream}</Id> at revision {revision}
          </Link>
        </dd>
        <dt>By</dt>
        <dd>
          <Id>{actor}</Id>
        </dd>
        <dt>Because of</dt>
        <dd>{cause === undefined ? 'what came from outside' : `${cause.type} in ${cause.stream}`}</dd>
        <dt>Led to</dt>
        <dd>
          {childrenOf(event)
            .map((effect) => effect.type)
            .join(', ') || 'nothing more'}
        </dd>
      </dl>
      <JsonTree key={event.position} value={data} label={`Data of ${type}`} />
    </Panel>
  );
}
