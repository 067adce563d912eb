import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { StreamEvent } from '../../../api/dtos.js';
import { CopyButton } from '../../../design/actions/copy-button.js';
import { JsonTree } from '../../../design/json/json-tree.js';
import { Id } from '../../../design/values/id.js';
import auditing from '../auditing.module.css';
import { metadataOf } from './event-metadata.js';

/** All that is recorded of an event, and the way to what it belongs to. */
export function EventDetails({
  stream,
  event,
  isReplayed = false,
}: {
  readonly stream: string;
  readonly event: StreamEvent;
  /** Whether the state that it led to is shown beside it. */
  readonly isReplayed?: boolean;
}): ReactNode {
  const { revision, position, eventId, type, data, metadata } = event;
  const { $correlationId: correlation, $causationId: cause, actor } = metadataOf(event);
  return (
    <div className={auditing.stack}>
      <div className={auditing.columns}>
        <section className={auditing.stack} aria-label={`Data of event ${revision}`}>
          <div className={auditing.spread}>
            <strong>Data</strong>
            <CopyButton text={JSON.stringify(data, null, 2)} what={`the data of event ${revision}`} />
          </div>
          <JsonTree value={data} label={`Data of ${type} at revision ${revision}`} />
        </section>
        <section className={auditing.stack} aria-label={`Metadata of event ${revision}`}>
          <div className={auditing.spread}>
            <strong>Metadata</strong>
            <CopyButton text={JSON.stringify(metadata, null, 2)} what={`the metadata of event ${revision}`} />
          </div>
          <JsonTree value={metadata} label={`Metadata of ${type} at revision ${revision}`} />
        </section>
      </div>
      <dl className={auditing.facts}>
        <dt>Event id</dt>
        <dd>
          <Id>{eventId}</Id>
        </dd>
        <dt>Position</dt>
        <dd>
          <Id>{position}</Id>
        </dd>
      </dl>
      <div className={auditing.row}>
        {isReplayed ? (
          <Link
            to="/console/streams/$stream"
            params={{ stream }}
            search={{ from: revision, revision }}
            activeOptions={{ exact: true }}
          >
            Among the stream’s events
          </Link>
        ) : (
          <Link to="/console/streams/$stream/replay" params={{ stream }} search={{ revision }}>
            State at revision {revision}
          </Link>
        )}
        {correlation !== undefined && (
          <Link to="/console/trails" search={{ correlation, event: eventId }}>
            In its trail
          </Link>
        )}
        {correlation !== undefined && cause !== undefined && (
          <Link to="/console/trails" search={{ correlation, event: cause }}>
            Its cause
          </Link>
        )}
        {actor !== undefined && (
          <Link to="/console/activities" search={{ actor }}>
            More by this actor
          </Link>
        )}
      </div>
    </div>
  );
}
