import type { ReactNode } from 'react';
import type { Projection } from '../../../api/dtos.js';
import { Panel } from '../../../design/layout/panel.js';
import { Facts } from '../../../design/values/facts.js';
import { formatCount } from '../../../design/values/format-quantity.js';
import { Id } from '../../../design/values/id.js';
import { Time } from '../../../design/values/time.js';
import { RebuildBar } from './rebuild-bar.js';

/** The generation that is being filled, if one is. */
export function RebuildPanel({
  projection: { building, rebuildRequested },
}: {
  readonly projection: Projection;
}): ReactNode {
  if (building === null) {
    if (!rebuildRequested) return null;
    return (
      <Panel title="Rebuild">
        <p role="status">Asked for. The instance that leads the projection takes it up within moments.</p>
      </Panel>
    );
  }
  const { collection, documents, position, since, parkedKeys, version } = building;
  return (
    <Panel title="Rebuild">
      <RebuildBar building={building} />
      <p>Queries are answered by the present generation until the new one shows all that it shows.</p>
      <Facts
        facts={{
          Documents: formatCount(documents),
          'Position in the log': position ?? 'at the beginning',
          Parked: formatCount(parkedKeys),
          Version: version,
          Begun: <Time at={since} />,
          Collection: <Id>{collection}</Id>,
        }}
      />
    </Panel>
  );
}
