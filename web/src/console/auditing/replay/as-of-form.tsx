import type { ReactNode } from 'react';
import { Button } from '../../../design/actions/button.js';
import { RowForm } from '../../../design/forms/row-form.js';
import { momentOfLocal } from '../moments/local-time.js';
import { MomentField } from '../moments/moment-field.js';

/** Goes to what a stream was at a moment. */
export function AsOfForm({
  at,
  onChange,
}: {
  /** ISO 8601. */
  readonly at: string | undefined;
  readonly onChange: (at: string | undefined) => void;
}): ReactNode {
  return (
    <RowForm label="Go to a moment" onSubmit={(values) => onChange(momentOfLocal(values['at']))}>
      <MomentField label="As of" name="at" moment={at} />
      <Button type="submit">Go to moment</Button>
    </RowForm>
  );
}
