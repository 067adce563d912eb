import { expect } from 'chai';
import { EventStoreUnavailableError } from '../../../src/application/event-store-unavailable-error.js';
import { append } from '../../../src/infrastructure/eventstoredb/append.js';
import type { AppendLine } from '../../../src/infrastructure/eventstoredb/append-line.js';
import { someEvent } from '../../support/some-event.js';
import { rejection } from '../command-handler/rejection.js';

describe('an append that nobody answers', () => {
  it('tells what its tries were told, and makes no try for which there is no time', async () => {
    const totalMs = 100;
    const startedAt = Date.now();
    const tries: number[] = [];
    const line: AppendLine = {
      send: async () => {
        tries.push(Date.now() - startedAt);
        throw new Error(`there was no server for try ${tries.length}`);
      },
      dispose: async () => undefined,
    };
    const error = await rejection(append(line, 'a-1', 'any', [someEvent()], { attemptMs: 50, totalMs }));
    expect(error).to.be.instanceOf(EventStoreUnavailableError);
    expect((error as Error).message).to.include(`there was no server for try ${tries.length}`);
    expect(Math.max(...tries)).to.be.below(totalMs + 5);
    expect(Date.now() - startedAt).to.be.at.least(totalMs);
  });
});
