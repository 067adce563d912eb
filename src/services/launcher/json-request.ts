import { request } from 'node:http';

/** An answer whose body, if it is JSON, has been parsed. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * One HTTP call with JSON in and out, on a connection of its own.
 * `node:http` rather than fetch, which alone would double the launcher's memory.
 *
 * @throws Error when nobody answers within `timeoutMs`
 */
export function requestJson(
  method: string,
  url: string,
  options: { body?: unknown; headers?: Readonly<Record<string, string>>; timeoutMs: number },
): Promise<JsonAnswer> {
  return new Promise((resolve, reject) => {
    const body = options.body === undefined ? undefined : JSON.stringify(options.body);
    const headers = {
      ...options.headers,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    };
    const signal = AbortSignal.timeout(options.timeoutMs);
    const call = request(url, { method, headers, agent: false, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: parse(Buffer.concat(chunks).toString()) });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
