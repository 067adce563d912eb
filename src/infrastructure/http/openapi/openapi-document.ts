import type { Contract } from '../contract/contract.js';
import { type Dto, type Operation, isCommand } from '../contract/operation.js';
import { commonProblems } from './common-problems.js';
import { REFERENCE, dtoSchemas, type Json } from './dto-schemas.js';

/** An OpenAPI 3.1 document as plain JSON. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Json>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly securitySchemes: Json;
  };
}

/** Who may call an operation is told by the scheme it asks for. */
const securitySchemes: Json = {
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'What `POST /sessions` answers as `accessToken`.',
  },
  serviceToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'What the services of the shop sign for each other; not taken by the gateway.',
  },
};

const problemSchema: Json = {
  type: 'object',
  description: 'Problem details (RFC 9457); `code` is stable.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'traceId'],
  properties: {
    ...Object.fromEntries(
      ['type', 'title', 'detail', 'instance', 'code', 'traceId'].map((name) => [name, { type: 'string' }]),
    ),
    status: { type: 'integer' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    details: { type: 'object' },
  },
};

/** The document of one contract, made from its operations and the rules of its DTO classes. */
export function openApiDocument({ title, service, operations }: Contract): OpenApiDocument {
  const all = dtoSchemas();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [operationId, operation] of Object.entries(operations)) {
    const path = (paths[operation.path] ??= {});
    path[operation.method.toLowerCase()] = {
      operationId,
      tags: [service],
      ...operationObject(operation, all),
    };
  }
  const schemas: Record<string, unknown> = { Problem: problemSchema };
  for (const { body, answer } of Object.values(operations)) {
    for (const dto of [body, answer]) if (dto !== undefined) addSchema(dto.name, all, schemas);
  }
  return { openapi: '3.1.0', info: { title, version: '1' }, paths, components: { schemas, securitySchemes } };
}

/** One document for several services, as seen through the gateway. */
export function mergeOpenApi(title: string, documents: readonly OpenApiDocument[]): OpenApiDocument {
  const paths: Record<string, Json> = {};
  for (const document of documents) {
    for (const [path, item] of Object.entries(document.paths)) paths[path] = { ...paths[path], ...item };
  }
  const schemas = Object.assign({}, ...documents.map(({ components }) => components.schemas)) as Json;
  return { openapi: '3.1.0', info: { title, version: '1' }, paths, components: { schemas, securitySchemes } };
}

function operationObject(operation: Operation, schemas: Readonly<Record<string, Json>>): Json {
  const query = queryParameters(operation.query, schemas);
  return {
    summary: operation.summary,
    ...securityOf(operation),
    parameters: [
      ...[...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => parameter(name ?? '', 'path', true)),
      ...query,
      ...(isCommand(operation)
        ? [
            {
              ...parameter('Idempotency-Key', 'header', false, { type: 'string', format: 'uuid' }),
              description: 'A repeat answers as the first call did. Counts within this service.',
            },
            {
              ...parameter('If-Match', 'header', false),
              description: 'The revisions, as ETag gave them, at which alone the call is to take effect.',
            },
          ]
        : []),
      ...(operation.streams === true
        ? [
            {
              ...parameter('Last-Event-ID', 'header', false),
              description: 'The id of the last event that has come: goes on behind it.',
            },
          ]
        : []),
    ],
    ...(operation.body === undefined
      ? {}
      : { requestBody: { required: operation.bodyOptional !== true, content: content(operation.body) } }),
    responses: responses(
      operation,
      query.map(({ name }) => name as string),
    ),
  };
}

function securityOf({ access, callers = [] }: Operation): Json {
  if (access === 'public') return { security: [] };
  const schemes = [
    ...(access === 'service' ? [] : [{ accessToken: [] }]),
    ...(callers.length === 0 ? [] : [{ serviceToken: [] }]),
  ];
  return { security: schemes, 'x-access': access, ...(callers.length === 0 ? {} : { 'x-callers': callers }) };
}

function responses(operation: Operation, queryNames: readonly string[]): Json {
  const byStatus = new Map<number, string[]>();
  const own = Object.entries(operation.problems ?? {}).map(([code, status]) => [status, [code]] as const);
  for (const [status, codes] of [...own, ...commonProblems(operation, queryNames)]) {
    byStatus.set(status, [...(byStatus.get(status) ?? []), ...codes]);
  }
  const mediaType = operation.streams === true ? 'text/event-stream' : 'application/json';
  const problem = { 'application/problem+json': { schema: { $ref: `${REFERENCE}Problem` } } };
  return {
    [operation.status]: {
      description: 'Success',
      ...(operation.answer === undefined ? {} : { content: content(operation.answer, mediaType) }),
      ...(operation.jsonLines === true ? { content: { 'application/x-ndjson': {} } } : {}),
    },
    ...(operation.streams === true ? { 204: { description: 'Nothing is to come any more' } } : {}),
    ...Object.fromEntries(
      [...byStatus].map(([status, codes]) => [status, { description: codes.join(', '), content: problem }]),
    ),
    default: { description: 'Any other problem', content: problem },
  };
}

function queryParameters(query: Dto<unknown> | undefined, schemas: Readonly<Record<string, Json>>): Json[] {
  const schema = query === undefined ? undefined : schemas[query.name];
  const required = (schema?.['required'] ?? []) as readonly string[];
  return Object.entries((schema?.['properties'] ?? {}) as Record<string, Json>).map(([name, rule]) =>
    parameter(name, 'query', required.includes(name), rule),
  );
}

function parameter(
  name: string,
  place: 'path' | 'query' | 'header',
  required: boolean,
  schema: Json = { type: 'string' },
): Json {
  return { name, in: place, required, schema };
}

function content(dto: Dto<unknown>, mediaType = 'application/json'): Json {
  return { [mediaType]: { schema: { $ref: `${REFERENCE}${dto.name}` } } };
}

/** Adds a schema and all that it refers to. */
function addSchema(name: string, all: Readonly<Record<string, Json>>, into: Record<string, unknown>): void {
  const schema = all[name];
  if (schema === undefined || into[name] !== undefined) return;
  into[name] = schema;
  for (const [, referred] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    addSchema(referred ?? '', all, into);
  }
}
