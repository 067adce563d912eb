import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { ValidationTypes } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { isNeitherAbsentNorNull } from '../validation/rules.js';

/** A part of a document as plain JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** Where a document keeps its schemas. */
export const REFERENCE = '#/components/schemas/';

/** Marks what may be null until the whole schema of the property is known. */
const NULLABLE = 'x-nullable';

/** The JSON schemas of all DTO classes there are, by their names, made from the rules of their properties. */
export function dtoSchemas(): Readonly<Record<string, Json>> {
  const schemas = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: REFERENCE,
    additionalConverters: {
      [ValidationTypes.CONDITIONAL_VALIDATION]: ({ constraints }) =>
        (constraints as readonly unknown[])[0] === isNeitherAbsentNorNull ? { [NULLABLE]: true } : {},
    },
  }) as Record<string, Json>;
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withNulls(schema)]));
}

function withNulls(schema: Json): Json {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>).map(
    ([name, { [NULLABLE]: isNullable, ...rule }]) => [
      name,
      isNullable === true ? { anyOf: [rule, { type: 'null' }] } : rule,
    ],
  );
  return { ...schema, properties: Object.fromEntries(properties) as Json };
}
