import assert from 'node:assert/strict';
import { listKey, type Document } from '../application/read-models/document.js';
import type { RecordedEvent } from '../application/recorded-event.js';
import type { Message } from '../domain/message.js';
import type { Projection } from '../projections/projection.js';
import { deepFreeze } from './deep-freeze.js';

/** An event of a projection's past; `at` (ISO 8601) is when it was recorded. */
export type GivenEvent = Message & { readonly at?: string };

/** When events are recorded unless they say otherwise. */
export const RECORDED_AT = '2026-01-01T00:00:00.000Z';

/**
 * Given/then for projections, for any test runner: expectations that fail throw `AssertionError`.
 * Documents and events are frozen, so a projection that is not pure fails too.
 *
 * `projection(carts).of('cart-1').given(opened, itemAdded).thenDocument({ cartId: '1', … })`
 */
export function projection<View extends Document>(subject: Projection<View>) {
  return { of: (stream: string) => new ProjectionSpecification(subject, stream, []) };
}

/** A projection of one stream and what has happened there. */
export class ProjectionSpecification<View extends Document> {
  constructor(
    private readonly subject: Projection<View>,
    private readonly stream: string,
    private readonly past: readonly GivenEvent[],
  ) {}

  /** The stream's events, after what has been given already. */
  given(...events: readonly GivenEvent[]): ProjectionSpecification<View> {
    return new ProjectionSpecification(this.subject, this.stream, [...this.past, ...events]);
  }

  /** The document of the stream, without what the runtime sets itself. */
  thenDocument(expected: Omit<View, keyof Document>): void {
    assert.deepEqual(this.#fold().view, expected);
  }

  /** The stream has no document, or its events do not reach the projection. */
  thenNothing(): void {
    assert.equal(this.#fold().view, undefined);
  }

  /** The document's id. */
  thenId(expected: string): void {
    assert.equal(this.#fold().id, expected);
  }

  #fold(): { id?: string; view?: Omit<View, keyof Document> } {
    const documents = new Map<string, View>();
    let result: { id?: string; view?: Omit<View, keyof Document> } = {};
    const { streamPrefixes } = this.subject.filter;
    if (!streamPrefixes.some((prefix) => this.stream.startsWith(prefix))) return result;
    for (const event of this.past.map((given, revision) => this.#recorded(given, revision))) {
      const id = this.subject.documentId(event);
      if (id === undefined) continue;
      const before = documents.get(id);
      const view = this.subject.evolve(before, event);
      const key = before?.listKey ?? (this.subject.perEvent === true ? id : listKey(event.recordedAt, id));
      const document = deepFreeze({
        ...view,
        _id: id,
        revision: event.revision,
        listKey: key,
      } as unknown as View);
      documents.set(id, document);
      result = { id, view: withoutDocumentFields(document) };
    }
    return result;
  }

  #recorded({ type, data, at = RECORDED_AT }: GivenEvent, revision: number): RecordedEvent {
    return deepFreeze({
      eventId: `${this.stream}@${revision}`,
      stream: this.stream,
      revision,
      position: BigInt(revision),
      type,
      data,
      metadata: {
        $correlationId: 'correlation',
        $causationId: 'causation',
        commandId: `command-${revision}`,
        actor: 'specification',
        schemaVersion: 1,
      },
      recordedAt: at,
    });
  }
}

function withoutDocumentFields<View extends Document>(document: View): Omit<View, keyof Document> {
  const { _id, revision: _revision, listKey: _listKey, healed: _healed, ...view } = document;
  return view;
}
