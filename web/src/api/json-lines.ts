import { ApiError } from './api-error.js';

/**
 * The lines of a response of JSON lines (application/x-ndjson), each as it comes.
 * @throws ApiError `unreachable` when the response breaks off
 */
export async function* jsonLines<Line>(response: Response): AsyncGenerator<Line> {
  const { body } = response;
  if (body === null) return;
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let begun = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (begun + decoder.decode(value, { stream: !done })).split('\n');
      begun = done ? '' : (lines.pop() ?? '');
      for (const line of lines) if (line !== '') yield JSON.parse(line) as Line;
      if (done) return;
    }
  } catch (error) {
    throw error instanceof TypeError ? ApiError.unreachable(error) : error;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
