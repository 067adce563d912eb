import type { Environment } from '../environment/environment.js';
import { type TextCipher, withoutKeyNames } from './text-cipher.js';
import type { PropertyValue } from '../../../infrastructure/configuration/properties/properties.js';

const MARK = '{cipher}';

/** With every `{cipher}` value in clear; what cannot be decrypted appears as `invalid.<key>` with the value `<n/a>`. */
export function decryptEnvironment(environment: Environment, cipher: TextCipher | undefined): Environment {
  const propertySources = environment.propertySources.map(({ name, source }) => ({
    name,
    source: new Map([...source].map(([key, value]) => decrypted(key, value, cipher))),
  }));
  return { ...environment, propertySources };
}

function decrypted(
  key: string,
  value: PropertyValue,
  cipher: TextCipher | undefined,
): readonly [string, PropertyValue] {
  if (typeof value !== 'string' || !value.startsWith(MARK)) return [key, value];
  try {
    if (cipher === undefined) throw new Error('There is no key');
    return [key, cipher.decrypt(withoutKeyNames(value.slice(MARK.length)))];
  } catch {
    return [`invalid.${key}`, '<n/a>'];
  }
}
