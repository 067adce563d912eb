import type { StreamEvent } from '../../../api/dtos.js';

/** Those events whose type, data or metadata have a text in them, in whatever case. */
export function containing(events: readonly StreamEvent[], text: string | undefined): readonly StreamEvent[] {
  if (text === undefined) return events;
  const wanted = text.toLowerCase();
  return events.filter(({ type, eventId, data, metadata }) =>
    JSON.stringify([type, eventId, data, metadata]).toLowerCase().includes(wanted),
  );
}
