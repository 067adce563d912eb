import type { ReactNode } from 'react';
import type { Money as MoneyValue } from '../../api/dtos.js';
import { formatMoney } from './format-money.js';
import styles from './values.module.css';

/** An amount of money, in figures of one width. */
export function Money({ value }: { readonly value: MoneyValue }): ReactNode {
  return <span className={styles.figures}>{formatMoney(value)}</span>;
}
