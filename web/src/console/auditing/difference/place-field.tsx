import { type ReactNode, useState } from 'react';
import { SelectField } from '../../../design/forms/select-field.js';
import { TextField } from '../../../design/forms/text-field.js';
import { momentOfLocal } from '../moments/local-time.js';
import { MomentField } from '../moments/moment-field.js';
import { revisionOrMoment } from '../moments/revision-or-moment.js';
import styles from './difference.module.css';

/** Asks for a revision or a moment. Its values are read with `placeIn`. */
export function PlaceField({
  title,
  name,
  place,
}: {
  /** "From". */
  readonly title: string;
  readonly name: string;
  readonly place: string | undefined;
}): ReactNode {
  const given = place === undefined ? undefined : revisionOrMoment(place);
  const [kind, setKind] = useState(given?.kind ?? 'revision');
  return (
    <fieldset className={styles.place}>
      <legend>{title}</legend>
      <SelectField
        label={`${title} is a`}
        options={{ revision: 'Revision', moment: 'Moment' }}
        value={kind}
        onChange={({ target }) => setKind(target.value === 'moment' ? 'moment' : 'revision')}
      />
      {kind === 'revision' ? (
        <TextField
          label={`${title} revision`}
          name={`${name}Revision`}
          type="number"
          min={0}
          step={1}
          required
          defaultValue={given?.kind === 'revision' ? given.revision : undefined}
        />
      ) : (
        <MomentField
          label={`${title} moment`}
          name={`${name}Moment`}
          moment={given?.kind === 'moment' ? given.moment : undefined}
        />
      )}
    </fieldset>
  );
}

/** What was entered into the `PlaceField` of that name; undefined for nothing. */
export function placeIn(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return values[`${name}Revision`] || momentOfLocal(values[`${name}Moment`]);
}
