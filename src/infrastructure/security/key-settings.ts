import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import type { JSONWebKeySet } from 'jose';
import { IsSecret } from '../configuration/secret-setting.js';
import { isEd25519, isPrivateKey } from './ed25519-jwk.js';

function json(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return undefined;
    }
  });
}

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorator of decorators) decorator(target, property);
  };
}

function satisfies(name: string, message: string, check: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: check, defaultMessage: () => message } });
}

/** A setting that holds an Ed25519 private key as a JWK in JSON; its `kid` is the name of the service it belongs to. */
export const IsPrivateKey = (): PropertyDecorator =>
  all(
    IsSecret(),
    json(),
    satisfies('isPrivateKey', 'must be an Ed25519 private key as a JWK with a kid', isPrivateKey),
  );

/** A setting that holds Ed25519 public keys as a JWKS in JSON; the `kid` of each is the name of the service it belongs to. */
export const IsPublicKeys = (): PropertyDecorator =>
  all(
    json(),
    satisfies('isPublicKeys', 'must be a JWKS of Ed25519 public keys, each with a kid', (value) => {
      const { keys } = (value ?? {}) as Partial<JSONWebKeySet>;
      return Array.isArray(keys) && keys.every(isEd25519);
    }),
  );
