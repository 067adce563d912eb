import { HttpError } from '../problems/http-error.js';

const NO_HTTP = new HttpError(400, 'malformed-request', 'This is not a proper HTTP request');

/** What Node's parser (llhttp) found wrong with the framing of a message: it could be read in two ways. */
const FRAMING = new HttpError(
  400,
  'ambiguous-framing',
  'Where the request ends can not be told: its Content-Length and Transfer-Encoding are odd, doubled or both there',
);

const ERRORS: Readonly<Record<string, HttpError>> = {
  HPE_HEADER_OVERFLOW: new HttpError(431, 'headers-too-large', 'The header fields are too large'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new HttpError(413, 'body-too-large', 'The chunk extensions are too large'),
  ERR_HTTP_REQUEST_TIMEOUT: new HttpError(408, 'request-timeout', 'The request did not come in time'),
  HPE_INVALID_CONTENT_LENGTH: FRAMING,
  HPE_UNEXPECTED_CONTENT_LENGTH: FRAMING,
  HPE_INVALID_TRANSFER_ENCODING: FRAMING,
  HPE_INVALID_CHUNK_SIZE: FRAMING,
  HPE_INVALID_URL: new HttpError(400, 'malformed-target', 'The request target is not a proper path'),
  HPE_INVALID_VERSION: new HttpError(
    505,
    'http-version-not-supported',
    'Only HTTP/1.0 and HTTP/1.1 are spoken',
  ),
  HPE_INVALID_HEADER_TOKEN: new HttpError(400, 'malformed-header', 'A header field is not well-formed'),
};

/** The answer to what Node's HTTP parser refuses, by the parser's error code. */
export function parserErrorOf({ code = '' }: Error & { code?: string }): HttpError {
  return Object.hasOwn(ERRORS, code) ? (ERRORS[code] as HttpError) : NO_HTTP;
}
