import type { Address } from '../../api/dtos.js';

/** The address that was entered into `AddressFields`. */
export function addressFrom(values: Readonly<Record<string, string>>): Address {
  const { street = '', postalCode = '', city = '', country = '' } = values;
  return { street: street.trim(), postalCode: postalCode.trim(), city: city.trim(), country };
}

/** Whether two addresses are the same. */
export function isSameAddress(a: Address | null, b: Address | null): boolean {
  const key = (address: Address | null): string =>
    JSON.stringify(address && [address.street, address.postalCode, address.city, address.country]);
  return key(a) === key(b);
}

/** The paths of an address's values, below the path of the address. */
export function addressPaths(path: string): readonly string[] {
  return ['street', 'postalCode', 'city', 'country'].map((name) => `${path}.${name}`);
}
