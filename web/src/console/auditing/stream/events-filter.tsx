import type { ReactNode } from 'react';
import { Button } from '../../../design/actions/button.js';
import { SearchForm } from '../../../design/forms/search-form.js';
import { SelectField } from '../../../design/forms/select-field.js';
import { TextField } from '../../../design/forms/text-field.js';

/** Which events of a stream are shown. */
export interface EventsFilterValue {
  readonly direction?: 'backwards' | undefined;
  readonly from?: number | undefined;
  readonly containing?: string | undefined;
}

/** Where to begin in a stream, in which direction to read, and what to look for. */
export function EventsFilter({
  filter,
  onChange,
}: {
  readonly filter: EventsFilterValue;
  readonly onChange: (filter: EventsFilterValue) => void;
}): ReactNode {
  return (
    <SearchForm
      key={JSON.stringify(filter)}
      label="Which events"
      onSubmit={({ direction, from = '', containing = '' }) =>
        onChange({
          direction: direction === 'backwards' ? direction : undefined,
          from: from === '' ? undefined : Number(from),
          containing: containing.trim() === '' ? undefined : containing.trim(),
        })
      }
    >
      <SelectField
        label="Order"
        name="direction"
        options={{ forwards: 'Oldest first', backwards: 'Newest first' }}
        defaultValue={filter.direction ?? 'forwards'}
      />
      <TextField
        label="From revision"
        name="from"
        type="number"
        min={0}
        step={1}
        defaultValue={filter.from}
      />
      <TextField
        label="Containing"
        name="containing"
        type="search"
        autoComplete="off"
        spellCheck={false}
        defaultValue={filter.containing}
      />
      <Button type="submit">Show</Button>
    </SearchForm>
  );
}
