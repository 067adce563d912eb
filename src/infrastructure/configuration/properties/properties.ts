/** A value as a property source has it. */
export type PropertyValue = string | number | boolean;

/** Flat properties by their keys: `a.b`, lists `a[0]`, names with dots or blanks in brackets `a[x.y]`. */
export type Properties = ReadonlyMap<string, PropertyValue>;

/**
 * The environment variable that stands for a key: upper case, everything but letters and digits as `_`.
 * `stock.answer-timeout-ms` → `STOCK_ANSWER_TIMEOUT_MS`, `gateway.routes[0].id` → `GATEWAY_ROUTES_0_ID`.
 */
export function environmentNameOf(key: string): string {
  return key
    .replaceAll(']', '')
    .replaceAll(/[^A-Za-z0-9]/g, '_')
    .toUpperCase();
}
