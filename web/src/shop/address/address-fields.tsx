import type { ReactNode } from 'react';
import type { ApiError } from '../../api/api-error.js';
import type { Address } from '../../api/dtos.js';
import { fieldError } from '../../design/forms/field-errors.js';
import { SelectField } from '../../design/forms/select-field.js';
import { TextField } from '../../design/forms/text-field.js';
import styles from './address.module.css';
import { countryNames } from './countries.js';

/** The fields of an address in a form. */
export function AddressFields({
  initial,
  error,
  path,
}: {
  readonly initial: Address | null;
  readonly error: ApiError | null;
  /** Of the address in what is sent: "shippingAddress". */
  readonly path: string;
}): ReactNode {
  return (
    <>
      <TextField
        label="Street and number"
        name="street"
        autoComplete="street-address"
        maxLength={200}
        required
        defaultValue={initial?.street}
        error={fieldError(error, `${path}.street`)}
      />
      <div className={styles.pair}>
        <TextField
          label="Postal code"
          name="postalCode"
          autoComplete="postal-code"
          maxLength={20}
          required
          defaultValue={initial?.postalCode}
          error={fieldError(error, `${path}.postalCode`)}
        />
        <TextField
          label="City"
          name="city"
          autoComplete="address-level2"
          maxLength={100}
          required
          defaultValue={initial?.city}
          error={fieldError(error, `${path}.city`)}
        />
      </div>
      <SelectField
        label="Country"
        name="country"
        autoComplete="country"
        required
        options={{ '': 'Choose a country', ...countryNames }}
        defaultValue={initial?.country}
        error={fieldError(error, `${path}.country`)}
      />
    </>
  );
}
