import { type ReactNode, useState } from 'react';
import styles from './quantity-field.module.css';

/** The most units of one line. */
const MAX_QUANTITY = 10_000;

/** How many: entered, or one more and one less. Calls `onChange` with whole numbers from 1 to `max` only. */
export function QuantityField({
  label,
  noun,
  value,
  max = MAX_QUANTITY,
  onChange,
}: {
  readonly label: string;
  /** What there is more or less of, for the names of the buttons. */
  readonly noun: string;
  readonly value: number;
  readonly max?: number;
  readonly onChange: (value: number) => void;
}): ReactNode {
  const [typed, setTyped] = useState<string>();
  const settle = (): void => {
    if (typed === undefined) return;
    setTyped(undefined);
    const entered = Number(typed);
    if (typed.trim() === '' || !Number.isFinite(entered)) return;
    change(Math.round(entered));
  };
  const change = (wanted: number): void => {
    const next = Math.min(Math.max(1, wanted), Math.max(1, max));
    if (next !== value) onChange(next);
  };
  return (
    <div className={styles.field}>
      <button
        type="button"
        className={styles.step}
        aria-label={`One ${noun} less`}
        aria-disabled={value <= 1}
        onClick={() => change(value - 1)}
      >
        −
      </button>
      <input
        className={styles.input}
        role="spinbutton"
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={1}
        aria-valuemax={max}
        maxLength={6}
        value={typed ?? value}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle();
          if (event.key === 'ArrowUp') change(value + 1);
          if (event.key === 'ArrowDown') change(value - 1);
          if (['ArrowUp', 'ArrowDown'].includes(event.key)) event.preventDefault();
        }}
      />
      <button
        type="button"
        className={styles.step}
        aria-label={`One ${noun} more`}
        aria-disabled={value >= max}
        onClick={() => change(value + 1)}
      >
        +
      </button>
    </div>
  );
}
