import type { ReactNode } from 'react';
import type { Address } from '../../api/dtos.js';
import styles from './address.module.css';
import { countryNames } from './countries.js';

/** An address as it is written on a parcel. */
export function AddressLines({ address }: { readonly address: Address }): ReactNode {
  const { street, postalCode, city, country } = address;
  return (
    <address className={styles.lines}>
      {street}
      <br />
      {postalCode} {city}
      <br />
      {countryNames[country] ?? country}
    </address>
  );
}
