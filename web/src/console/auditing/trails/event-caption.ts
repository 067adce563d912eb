import type { CausedEvent } from '../../../api/dtos.js';

/** What an event is to the business: something that happened in an aggregate, a step of a process, or what was published. */
export type EventRole = 'domain' | 'process' | 'published';

/** How an event is named where there is little room. */
export interface EventCaption {
  readonly title: string;
  /** What it is part of. */
  readonly subtitle: string;
  readonly role: EventRole;
}

/** Names an event; the step of a process by what it took in, since all steps have the same type. */
export function eventCaption({
  type,
  stream,
  data,
}: Pick<CausedEvent, 'type' | 'stream' | 'data'>): EventCaption {
  const [kind = stream] = stream.split('-', 1);
  if (kind.startsWith('integration.')) return { title: type, subtitle: 'published', role: 'published' };
  if (kind.startsWith('received.')) return { title: type, subtitle: 'received', role: 'published' };
  const process = /^process\.([a-z]+(?:-[a-z]+)*)-/.exec(stream)?.[1];
  if (process === undefined) return { title: type, subtitle: kind, role: 'domain' };
  return { title: `on ${inputsOf(data) ?? type}`, subtitle: process, role: 'process' };
}

function inputsOf(data: unknown): string | undefined {
  const { inputs } = (data ?? {}) as { readonly inputs?: readonly { readonly type?: unknown }[] };
  if (!Array.isArray(inputs) || inputs.length === 0) return undefined;
  return inputs.map(({ type }) => String(type)).join(', ');
}
