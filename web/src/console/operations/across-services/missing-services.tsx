import type { ReactNode } from 'react';
import { Problem } from '../../../design/feedback/problem.js';
import type { Collected } from './service-page.js';

/** Says which services could not be asked, above a list over all. */
export function MissingServices({
  missing,
  what,
}: {
  readonly missing: Collected<unknown>['missing'];
  /** What is missing of them: "processes". */
  readonly what: string;
}): ReactNode {
  return missing.map(({ service, error }) => (
    <Problem key={service} error={error}>
      <p>
        The {what} of {service} are missing below.
      </p>
    </Problem>
  ));
}
