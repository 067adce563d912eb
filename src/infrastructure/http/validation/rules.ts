import 'reflect-metadata';
import { Transform, Type, plainToInstance } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInstance,
  IsInt,
  IsISO4217CurrencyCode,
  IsNumber,
  IsObject,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  isEmail,
} from 'class-validator';
import { isEmailAddress } from '../../../domain/customer/email-address.js';
import type { Dto } from '../contract/operation.js';

/** What an id given from outside may look like. It becomes part of a stream name. */
export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorator of decorators) decorator(target, property);
  };
}

/** May be left out; unlike class-validator's `IsOptional`, `null` is a value like any other. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);

/** What the rules of a property look at where it may be left out or `null`. */
export function isNeitherAbsentNorNull(_dto: unknown, value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** May be left out or `null`. */
export const MayBeNull = (): PropertyDecorator => ValidateIf(isNeitherAbsentNorNull);

/** An id: letters, digits, `_` and `-`, at most 64. */
export const IsId = (): PropertyDecorator =>
  all(IsString(), Matches(ID_PATTERN, { message: 'is not an id' }));

/** A text of `min` to `max` characters. */
export const IsText = (min: number, max: number): PropertyDecorator => all(IsString(), Length(min, max));

/** A line of at most `max` characters that says something: more than white space, and no control characters. */
export const IsName = (max: number): PropertyDecorator =>
  all(
    IsText(1, max),
    Matches(/^(?=.*\S)\P{Cc}*$/u, { message: 'must not be blank or contain control characters' }),
  );

/** An e-mail address that can belong to a customer: one of RFC 5321 without quotes. */
export const IsEmailAddress = (): PropertyDecorator =>
  all(
    ValidateBy(
      {
        name: 'isEmail',
        validator: { validate: (text) => typeof text === 'string' && isEmail(text) && isEmailAddress(text) },
      },
      { message: 'must be an email' },
    ),
    MaxLength(254),
  );

/** A currency: a code that ISO 4217 lists. */
export const IsCurrency = (): PropertyDecorator =>
  all(
    IsString(),
    Matches(/^[A-Z]{3}$/, { message: 'must be three capital letters' }),
    IsISO4217CurrencyCode({ message: 'must be a currency of ISO 4217' }),
  );

/** A whole number from `min` to `max`; a JSON number, not a text. */
export const IsWhole = (min: number, max: number): PropertyDecorator => all(Min(min), Max(max), IsInt());

/** One object of the given class; class-validator alone would take an array of them, too. */
export const IsA = (dto: () => Dto<object>): PropertyDecorator =>
  all(Type(dto), IsObject(), ValidateNested());

/** A list of `min` to `max` objects of the given class. */
export const IsListOf = (dto: () => Dto<object>, min: number, max: number): PropertyDecorator =>
  all(
    Type(dto),
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
  );

/** A query parameter that is a whole number from `min` to `max`, in decimal digits. */
export const IsWholeParameter = (min: number, max: number): PropertyDecorator =>
  all(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
    ),
    IsWhole(min, max),
  );

/** A setting or query parameter that is a number from `min` to `max`, with a fraction or without. */
export const IsNumberParameter = (min: number, max: number): PropertyDecorator =>
  all(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : value,
    ),
    Min(min),
    Max(max),
    IsNumber({ allowNaN: false, allowInfinity: false }),
  );

/** An object of any names, each with an object of the given class: becomes a `Map` of them. */
export const IsMapOf = (dto: () => Dto<object>): PropertyDecorator =>
  all(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? new Map(Object.entries(value).map(([name, member]) => [name, plainToInstance(dto(), member)]))
        : value,
    ),
    IsInstance(Map, { message: 'must be an object' }),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
  );

/** A query parameter with something to search for, of at most `max` characters; an empty one counts as not given. */
export const IsSearchParameter = (max: number): PropertyDecorator =>
  all(
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value)),
    MayBeAbsent(),
    IsText(1, max),
  );

/** A query parameter that is `true` or `false`. */
export const IsFlagParameter = (): PropertyDecorator =>
  all(
    Transform(({ value }: { value: unknown }) =>
      value === 'true' ? true : value === 'false' ? false : value,
    ),
    IsBoolean(),
  );
