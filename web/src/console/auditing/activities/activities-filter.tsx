import type { ReactNode } from 'react';
import { Button } from '../../../design/actions/button.js';
import { Form } from '../../../design/forms/form.js';
import { TextField } from '../../../design/forms/text-field.js';
import auditing from '../auditing.module.css';
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
    <search>
      <Form
        key={JSON.stringify(filter)}
        className={auditing.filter}
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
        <TextField
          label="Event type"
          name="type"
          placeholder="OrderPlaced"
          defaultValue={type}
          {...AS_IT_IS}
        />
        <TextField label="Stream" name="stream" placeholder="order-…" defaultValue={stream} {...AS_IT_IS} />
        <MomentField label="From" name="from" moment={from} />
        <MomentField label="Before" name="to" moment={to} />
        <label className={auditing.row}>
          <input
            type="checkbox"
            checked={quiet === true}
            onChange={({ target }) => onChange({ ...filter, quiet: target.checked ? true : undefined })}
          />
          Without looks and checkpoints
        </label>
        <Button type="submit">Show</Button>
        <Button look="quiet" onClick={() => onChange({})}>
          Clear
        </Button>
      </Form>
    </search>
  );
}

const AS_IT_IS = { autoComplete: 'off', spellCheck: false, autoCapitalize: 'none', maxLength: 256 } as const;
