import type { ReactNode } from 'react';
import { TextField } from '../../../design/forms/text-field.js';
import { localTimeOf } from './local-time.js';

/** Asks for a moment, to the millisecond, in the time zone of the browser: read it with `momentOfLocal`. */
export function MomentField({
  label,
  name,
  moment,
  hint,
}: {
  readonly label: string;
  readonly name: string;
  /** What it shows at first, ISO 8601. */
  readonly moment: string | undefined;
  readonly hint?: string;
}): ReactNode {
  return (
    <TextField
      key={moment}
      label={label}
      name={name}
      type="datetime-local"
      step="0.001"
      hint={hint}
      defaultValue={localTimeOf(moment)}
    />
  );
}
