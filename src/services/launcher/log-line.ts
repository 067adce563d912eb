/**
 * One line of a service's log for a person's eye: ECS JSON becomes `WARN message (reason)`, anything else stays as it is.
 */
export function readableLogLine(text: string): string {
  const entry = parseEntry(text);
  if (!entry) return text;
  // JSON spells them out, a terminal would obey them: what is logged may come from outside.
  return readable(entry).replaceAll(/\p{Cc}+/gu, ' ');
}

function readable(entry: Record<string, unknown>): string {
  const level = String(entry['log.level'] ?? entry['level'] ?? 'info').toUpperCase();
  const error = entry['error'] ?? entry['err'];
  const reason = isRecord(error) && typeof error['message'] === 'string' ? ` (${error['message']})` : '';
  return `${level} ${String(entry['message'] ?? entry['msg'] ?? '')}${reason}`;
}

function parseEntry(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
