import { escapeHtml } from '../server/escape-html.js';
import type { OpenApiDocument } from './openapi-document.js';

/** The headers that go with the page: nothing is loaded from anywhere. */
export const DOCS_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
};

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
details{border:1px solid #d0d7de;border-radius:6px;margin:.5rem 0;padding:.5rem 1rem}summary{cursor:pointer}
code,pre{font:14px/1.45 ui-monospace,monospace}pre{overflow:auto;background:#f6f8fa;padding:.75rem;border-radius:6px}
b.method{display:inline-block;min-width:4.5rem}table{border-collapse:collapse}td,th{text-align:left;padding:.2rem 1rem .2rem 0;vertical-align:top}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}pre{background:#161b22}details{border-color:#30363d}a{color:#79b8ff}}`;

interface OperationView {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> };
  readonly responses: Readonly<
    Record<
      string,
      { readonly description: string; readonly content?: Readonly<Record<string, { schema: unknown }>> }
    >
  >;
}

/** A page that shows an OpenAPI document to people. */
export function docsPage(document: OpenApiDocument): string {
  const title = escapeHtml(document.info.title);
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) =>
      section(method, path, operation as OperationView, document),
    ),
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>
<p>The same as <a href="openapi.json">OpenAPI 3.1 document</a>.</p>
${operations.join('\n')}</main></body></html>`;
}

function section(method: string, path: string, operation: OperationView, document: OpenApiDocument): string {
  const parameters = operation.parameters.map(
    ({ name, in: place, required }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}</td><td>${required ? 'required' : ''}</td></tr>`,
  );
  const responses = Object.entries(operation.responses).map(
    ([status, { description, content }]) =>
      `<tr><td>${escapeHtml(status)}</td><td>${escapeHtml(description)}</td><td>${schemaName(content)}</td></tr>`,
  );
  return `<details><summary><b class="method">${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary)}</summary>
<h2>Parameters</h2><table>${parameters.join('')}</table>${body(operation, document)}
<h2>Answers</h2><table>${responses.join('')}</table></details>`;
}

function body({ requestBody }: OperationView, document: OpenApiDocument): string {
  const schema = requestBody?.content['application/json']?.schema;
  if (schema === undefined) return '';
  return `<h2>Body</h2><pre>${escapeHtml(JSON.stringify(resolved(schema, document), null, 2))}</pre>`;
}

/** A schema with what it refers to in its place; the contracts' schemas have no cycles. */
function resolved(schema: unknown, document: OpenApiDocument): unknown {
  if (Array.isArray(schema)) return schema.map((item) => resolved(item, document));
  if (typeof schema !== 'object' || schema === null) return schema;
  const reference = (schema as { $ref?: unknown }).$ref;
  if (typeof reference === 'string') {
    return resolved(document.components.schemas[reference.slice(reference.lastIndexOf('/') + 1)], document);
  }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, resolved(value, document)]));
}

function schemaName(content: Readonly<Record<string, { schema: unknown }>> | undefined): string {
  const reference = (Object.values(content ?? {})[0]?.schema as { $ref?: string } | undefined)?.$ref;
  return reference === undefined
    ? ''
    : `<code>${escapeHtml(reference.slice(reference.lastIndexOf('/') + 1))}</code>`;
}
