import type { ReactNode } from 'react';
import { Button } from '../actions/button.js';
import { Problem } from './problem.js';

/** In the place of what could not be loaded: why, what to do, and a way to try again. */
export function ErrorState({
  error,
  onRetry,
  children,
}: {
  readonly error: Error;
  readonly onRetry?: (() => void) | undefined;
  /** Other ways out. */
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <Problem error={error}>
      {onRetry !== undefined && (
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      )}
      {children}
    </Problem>
  );
}
