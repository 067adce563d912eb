import { ValidateBy } from 'class-validator';
import { isServerAddress } from '../../infrastructure/configuration/server-address.js';

/** A setting that is the address of a server or cluster, of one of these schemes. */
export function IsServerAddress(...schemes: readonly string[]): PropertyDecorator {
  const like = schemes.map((scheme) => `${scheme}://host:port`).join(' or ');
  return ValidateBy(
    {
      name: 'isServerAddress',
      validator: { validate: (text) => typeof text === 'string' && isServerAddress(text, schemes) },
    },
    { message: `must be an address like ${like}` },
  );
}
