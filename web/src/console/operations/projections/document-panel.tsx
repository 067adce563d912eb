import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../../design/actions/button.js';
import { RowForm } from '../../../design/forms/row-form.js';
import { TextField } from '../../../design/forms/text-field.js';
import { Panel } from '../../../design/layout/panel.js';
import { ComparedDocument } from './compared-document.js';

const route = getRouteApi('/console/projections/$service/$projection');

/** Compares one document with the fold of its events, and heals it. */
export function DocumentPanel({
  service,
  projection,
}: {
  readonly service: string;
  readonly projection: string;
}): ReactNode {
  const { document } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Panel title="One document">
      <p>
        Every document is the fold of its events. Comparing shows where one is not, and changes nothing;
        healing replaces that document alone.
      </p>
      <RowForm
        label="Compare a document"
        onSubmit={({ id = '' }) => void navigate({ search: { document: id.trim() || undefined } })}
      >
        <TextField
          key={document}
          label="Id of the document"
          name="id"
          defaultValue={document}
          required
          maxLength={998}
        />
        <Button type="submit">Compare</Button>
      </RowForm>
      {document !== undefined && (
        <ComparedDocument service={service} projection={projection} document={document} />
      )}
    </Panel>
  );
}
