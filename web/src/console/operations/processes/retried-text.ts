import type { AnswerOf } from '../../../api/contracts.js';

/** What a retry set going, in a sentence. */
export function retriedText({
  commands,
  deadlines,
  deadLetter,
}: AnswerOf<'retryProcess'>['retried']): string {
  const parts = [
    ...(commands > 0 ? [`${commands} ${commands === 1 ? 'command' : 'commands'}`] : []),
    ...deadlines,
    ...(deadLetter ? ['what is parked'] : []),
  ];
  return `It tries again: ${parts.join(', ')}.`;
}
