/** The status codes of gRPC that this server sends (https://grpc.io/docs/guides/status-codes/). */
export const Code = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  FAILED_PRECONDITION: 9,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
} as const;

/** A failed call: code, message and extra trailers. */
export class StatusError extends Error {
  override readonly name = 'StatusError';

  constructor(
    readonly code: number,
    message: string,
    readonly trailers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What the real server answers when a handler throws something unexpected; clients only see this text. */
export function handlerThrew(): StatusError {
  return new StatusError(Code.UNKNOWN, 'Exception was thrown by handler.');
}

/** The trailers that tell a status. */
export function statusTrailers(code: number, message: string, extra: Readonly<Record<string, string>>) {
  const trailers: Record<string, string> = { 'grpc-status': String(code) };
  if (message !== '') trailers['grpc-message'] = encodeText(message, /[^\x20-\x24\x26-\x7e]/gu);
  for (const [name, value] of Object.entries(extra)) trailers[name] = encodeText(value, /[^\x20-\x7e]/gu);
  return trailers;
}

/** Header values are ASCII; other characters are percent-encoded as UTF-8. */
function encodeText(text: string, unsafe: RegExp): string {
  return text.replace(unsafe, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}
