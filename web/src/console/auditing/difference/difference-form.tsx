import type { ReactNode } from 'react';
import { Button } from '../../../design/actions/button.js';
import { Form } from '../../../design/forms/form.js';
import styles from './difference.module.css';
import { inOrder, type Places } from './places.js';
import { PlaceField, placeIn } from './place-field.js';

/** Asks which two places of a stream are compared. */
export function DifferenceForm({
  places: { from, to },
  onChange,
}: {
  readonly places: Places;
  readonly onChange: (places: Places) => void;
}): ReactNode {
  return (
    <Form
      key={`${from} ${to}`}
      className={styles.form}
      label="Compare"
      onSubmit={(values) => onChange(inOrder({ from: placeIn(values, 'from'), to: placeIn(values, 'to') }))}
    >
      <PlaceField title="From" name="from" place={from} />
      <PlaceField title="To" name="to" place={to} />
      <Button type="submit" look="primary">
        Compare
      </Button>
    </Form>
  );
}
