import type { FieldChange } from './changes.js';
import { HIDDEN, isSecretField, withoutSecrets } from './without-secrets.js';

/** A change as anybody may see it: of a secret only that it has changed. */
export function hiddenChange({ path, before, after }: FieldChange): FieldChange {
  const isSecret = path.split('/').some(isSecretField);
  const show = (value: unknown): unknown => (isSecret ? HIDDEN : withoutSecrets(value));
  return {
    path,
    ...(before === undefined ? {} : { before: show(before) }),
    ...(after === undefined ? {} : { after: show(after) }),
  };
}
