import type { DeadLetterRequest, ParkedKey } from '../../../application/event-processor/dead-letter.js';
import { parkedKeyDetails, parkedKeyView } from '../../../application/operations/dead-letters.js';
import { releaseDeadLetter } from '../../../application/operations/release-dead-letter.js';
import { InvalidCursorError } from '../../../application/read-models/invalid-cursor-error.js';
import { NotFoundError } from '../../../domain/not-found-error.js';
import type { Handlers, Reply } from '../../../infrastructure/http/contract/handlers.js';
import type { ReleaseDto } from '../../../infrastructure/http/contracts/operations/dead-letter-dtos.js';
import type { deadLetterOperations } from '../../../infrastructure/http/contracts/operations/dead-letter-operations.js';
import type { RequestContext } from '../../../infrastructure/http/server/request-context.js';
import { DEFAULT_LIMIT } from '../consistency.js';
import { noteOf } from '../note-of.js';
import type { OperationsParts } from './operations-parts.js';

const PATIENCE_MS = 5_000;

/** What a service answers to operators about events that could not be handled. */
export function deadLetterHandlers({
  service,
  readSide,
  looks,
  actions,
}: OperationsParts): Handlers<typeof deadLetterOperations> {
  const { deadLetters } = readSide.stores;
  const parked = async (handler: string, key: string): Promise<ParkedKey> => {
    const found = (await deadLetters.parkedKeys(handler)).find(({ head }) => head.key === key);
    if (found === undefined) throw new NotFoundError('dead-letter', `${handler}/${key}`);
    return found;
  };
  const release = async (
    { handler, key }: { readonly handler: string; readonly key: string },
    request: DeadLetterRequest,
    context: RequestContext,
  ): Promise<Reply<ReleaseDto>> => {
    const { head } = await parked(handler, key);
    const of = { service, handler, key, stream: head.stream, revision: head.revision };
    await actions.record(noteOf(context, `${request}-dead-letter`, of));
    const { clock } = readSide;
    const result = await releaseDeadLetter({ deadLetters, clock }, head, request, PATIENCE_MS);
    return { body: { handler, key, ...result } };
  };
  return {
    async listDeadLetters({ query: { limit = DEFAULT_LIMIT, cursor } }) {
      const all = (await deadLetters.parkedKeys()).map((one) => ({ place: placeOf(one), one }));
      all.sort((a, b) => (a.place < b.place ? -1 : 1));
      const after = cursor === undefined ? '' : placeIn(cursor);
      const found = all.filter(({ place }) => place > after).slice(0, limit + 1);
      const items = found.slice(0, limit);
      const nextCursor = found.length > limit ? cursorAt(items.at(-1)!.place) : null;
      return { body: { items: items.map(({ one }) => parkedKeyView(one)), nextCursor } };
    },
    async showDeadLetter({ params: { handler, key }, context }) {
      const found = await parked(handler, key);
      await looks.record(noteOf(context, 'dead-letter', { service, handler, key }));
      return { body: await parkedKeyDetails({ eventStore: readSide.eventStore, deadLetters }, found) };
    },
    replayDeadLetter: ({ params, context }) => release(params, 'replay', context),
    skipDeadLetter: ({ params, context }) => release(params, 'skip', context),
  };
}

function placeOf({ head }: ParkedKey): string {
  return `${head.handler}/${head.key}`;
}

function cursorAt(place: string): string {
  return Buffer.from(place).toString('base64url');
}

function placeIn(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (!place.includes('/') || cursorAt(place) !== cursor) throw new InvalidCursorError();
  return place;
}
