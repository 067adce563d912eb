/** What has been frozen to its depths already. */
const frozen = new WeakSet<object>();

const mutators = ['set', 'add', 'delete', 'clear'] as const;

/** Freezes plain data, maps and sets to their depths, so that code that claims to be pure throws when it writes to them. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || frozen.has(value)) return value;
  frozen.add(value);
  if (value instanceof Map || value instanceof Set) freezeEntries(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}

/** `Object.freeze` keeps nobody from calling `set` or `add`. */
function freezeEntries(entries: Map<unknown, unknown> | Set<unknown>): void {
  for (const [key, part] of entries.entries()) {
    deepFreeze(key);
    deepFreeze(part);
  }
  for (const name of mutators) {
    if (!(name in entries)) continue;
    const refuse = (): never => {
      throw new TypeError(`cannot ${name}: the ${entries instanceof Map ? 'map' : 'set'} is read only`);
    };
    Object.defineProperty(entries, name, { value: refuse });
  }
}
