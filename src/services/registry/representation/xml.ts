import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { HttpError } from '../../../infrastructure/http/problems/http-error.js';
import type { Representation } from './representation.js';

/** Attributes as `@name` and text beside them as `$`: XML in the same shape as Eureka's JSON. */
const SHAPE = { attributeNamePrefix: '@', textNodeName: '$', ignoreAttributes: false } as const;

const builder = new XMLBuilder({ ...SHAPE, suppressBooleanAttributes: false });
const parser = new XMLParser({
  ...SHAPE,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

const NOT_IN_A_NAME = /[^\p{L}\p{N}_.-]/gu;
const NOT_AT_THE_BEGINNING = /^(?=[\p{N}.-])/u;
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** What the registry answers, as Eureka's XML. */
export function toXml(representation: Representation): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build(xmlShape(representation) as object)}`;
}

/**
 * A document in the shape of Eureka's JSON, every value a text.
 * @throws HttpError 400 `malformed-xml`, also for a document type declaration: nothing is expanded here
 */
export function fromXml(text: string): unknown {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw malformed('Document type declarations are not taken');
  const validity = XMLValidator.validate(text);
  if (validity !== true) throw malformed(`The body is not XML: ${validity.err.msg}`);
  try {
    return parser.parse(text) as unknown;
  } catch (error) {
    throw malformed('The body is not XML', error);
  }
}

function malformed(detail: string, cause?: unknown): HttpError {
  return new HttpError(400, 'malformed-xml', detail, { cause });
}

/** Where XML differs: the override's name, and metadata keys, which are element names. */
function xmlShape(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => xmlShape(item, name));
  if (typeof value === 'string') return value.replaceAll(NOT_IN_XML, '\ufffd');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => [
      name === 'metadata' ? elementName(key) : key === 'overriddenStatus' ? 'overriddenstatus' : key,
      xmlShape(member, key),
    ]),
  );
}

function elementName(key: string): string {
  return key.replaceAll(NOT_IN_A_NAME, '_').replace(NOT_AT_THE_BEGINNING, '_') || '_';
}
