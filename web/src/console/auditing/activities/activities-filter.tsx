import type { ReactNode } from 'react';
import { Button } from '../../../design/actions/button.js';
import { CheckField } from '../../../design/forms/check-field.js';
import { SearchForm } from '../../../design/forms/search-form.js';
import { TextField } from '../../../design/forms/text-field.js';
import { momentOfLocal } from '../moments/local-time.js';
import { MomentField } from '../moments/moment-field.js';

/** What activities are narrowed to; moments are ISO 8601. */
export interface ActivitiesFilterValue {
  readonly actor?: string | undefined;
  readonly type?: string | undefined;
  readonly stream?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Hides what watching itself leaves. */
  readonly quiet?: true | undefined;
}

/** Narrows activities by who, what, where and when; what is entered must match as a whole. */
export function ActivitiesFilter({
  filter,
  onChange,
}: {
  readonly filter: ActivitiesFilterValue;
  readonly onChange: (filter: ActivitiesFilterValue) => void;
}): ReactNode {
  const { actor, type, stream, from, to, quiet } = filter;
  return (
    <SearchForm
      key={JSON.stringify({ ...filter, quiet: undefined })}
      label="Which activities"
      onSubmit={(values) =>
        onChange({
          actor: values['actor']?.trim() || undefined,
          type: values['type']?.trim() || undefined,
          stream: values['stream']?.trim() || undefined,
          from: momentOfLocal(values['from']),
          to: momentOfLocal(values['to']),
          quiet,
        })
      }
    >
      <TextField
        label="Actor"
        name="actor"
        placeholder="customer id, service:… or process:…"
        defaultValue={actor}
        {...AS_IT_IS}
      />
      <TextField label="Event type" name="type" placeholder="OrderPlaced" defaultValue={type} {...AS_IT_IS} />
      <TextField label="Stream" name="stream" placeholder="order-…" defaultValue={stream} {...AS_IT_IS} />
      <MomentField label="From" name="from" moment={from} />
      <MomentField label="Before" name="to" moment={to} />
      <CheckField
        label="Without looks and checkpoints"
        checked={quiet === true}
        onChange={({ target }) => onChange({ ...filter, quiet: target.checked ? true : undefined })}
      />
      <Button type="submit">Show</Button>
      <Button look="quiet" onClick={() => onChange({})}>
        Clear
      </Button>
    </SearchForm>
  );
}

const AS_IT_IS = { autoComplete: 'off', spellCheck: false, autoCapitalize: 'none', maxLength: 256 } as const;
