import { setTimeout as delay } from 'node:timers/promises';
import { OperatorError } from './operator-error.js';

const lookEveryMs = 100;

/** Whole seconds, as an option. @throws OperatorError */
export function seconds(text: string): number {
  if (/^\d{1,6}$/.test(text) && Number(text) > 0) return Number(text);
  throw new OperatorError(`'${text}' is not a number of seconds`, 2);
}

/** Looks until there is something to see. @throws OperatorError `tooLate` after `timeoutSeconds` */
export async function patiently<Result>(
  look: () => Promise<Result | undefined>,
  timeoutSeconds: number,
  tooLate: string,
): Promise<Result> {
  const deadline = performance.now() + timeoutSeconds * 1_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (performance.now() >= deadline) throw new OperatorError(tooLate);
    await delay(lookEveryMs);
  }
}
