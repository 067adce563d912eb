import type { InputOf } from '../api/contracts.js';
import type { OperationName } from '../api/operations/operations.js';

/** Under which an answer is kept: by operation first, so that all answers of one can be made stale at once. */
export function queryKey<Name extends OperationName>(name: Name, input: InputOf<Name>) {
  return [name, input] as const;
}
