import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';

/** How a button looks: one `primary` on a page at most; `danger` for what can't be undone. */
export interface ButtonLook {
  readonly look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'small' | 'normal';
}

/** The class of what looks like a button: for links that are calls to action. */
export function buttonClass({ look = 'secondary', size = 'normal' }: ButtonLook = {}): string {
  return clsx(styles.button, styles[look], size === 'small' && styles.small);
}

/** A button; `isBusy` while what it has started is under way: it stays focused and can't be pressed again. */
export function Button({
  look,
  size,
  isBusy = false,
  className,
  onClick,
  type = 'button',
  ...rest
}: ButtonLook & { readonly isBusy?: boolean } & ComponentProps<'button'>): ReactNode {
  return (
    <button
      {...rest}
      type={isBusy ? 'button' : type}
      className={clsx(buttonClass({ ...(look && { look }), ...(size && { size }) }), className)}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? undefined : onClick}
    />
  );
}
