import { request } from 'undici';

/**
 * What an instance answers to a call, on behalf of whoever shows `authorization`.
 * @throws Error with one line that says why there is no such answer
 */
export async function askedOf<Answer>(
  origin: string,
  path: string,
  authorization: string | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  const { statusCode, body } = await request(origin + path, {
    headers: { accept: 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    signal,
  });
  const text = await body.text();
  if (statusCode === 200) return JSON.parse(text) as Answer;
  throw new Error(`answers ${statusCode}${codeIn(text)}`);
}

/** Whether an instance says of itself that it can work. @throws Error when it gives no answer */
export async function isReady(origin: string, signal: AbortSignal): Promise<boolean> {
  const { statusCode, body } = await request(`${origin}/health/ready`, { signal });
  await body.dump();
  return statusCode === 200;
}

/** Why something has failed, in one line for operators. */
export function oneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer in time';
  const code = 'code' in error ? String(error.code) : '';
  return (error.message.split('\n', 1)[0] || code || error.name).slice(0, 300);
}

function codeIn(text: string): string {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' ? ` ${code}` : '';
  } catch {
    return '';
  }
}
