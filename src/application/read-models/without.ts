/** A copy of `value` without some of its fields. */
export function without<Value extends object, Field extends keyof Value>(
  value: Value,
  ...fields: readonly Field[]
): Omit<Value, Field> {
  const copy = { ...value };
  for (const field of fields) delete copy[field];
  return copy;
}
