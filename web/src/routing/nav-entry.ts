import type { LinkProps } from '@tanstack/react-router';

/** A place in the navigation of a part. */
export interface NavEntry {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: string;
}
