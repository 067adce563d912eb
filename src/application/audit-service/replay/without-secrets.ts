/** Fields that nobody looks at, not even an auditor: their values are of use to a thief only. */
const secretFields = new Set(['passwordHash', 'sealedPrivateKey', 'refreshHash', 'previousHash']);

/** What is shown in place of a secret. */
export const HIDDEN = '(hidden)';

/** Whether a field's value is never shown. */
export function isSecretField(name: string): boolean {
  return secretFields.has(name);
}

/** A copy of a JSON value without the secrets in it. */
export function withoutSecrets<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSecrets) as Value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecretField(name) ? HIDDEN : withoutSecrets(member),
    ]),
  ) as Value;
}
