import { once } from 'node:events';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { Cursor } from '../../../src/infrastructure/eventstoredb/cursor.js';

describe('Cursor', () => {
  it('gives what has come, then waits, then tells the end', async () => {
    const source = new Readable({ objectMode: true, read() {} });
    const cursor = new Cursor<string>(source);
    source.push('one');
    source.push('two');
    await cursor.stirred();
    expect([cursor.take(), cursor.waiting, cursor.take(), cursor.take()]).to.deep.equal([
      'one',
      1,
      'two',
      undefined,
    ]);
    expect(await cursor.stirred(1)).to.equal(false);
    source.push(null);
    while (!cursor.ended) {
      await cursor.stirred();
      expect(cursor.take()).to.equal(undefined);
    }
  });

  it('throws what broke the source, but only behind the items that came before', async () => {
    const source = new Readable({ objectMode: true, read() {} });
    const cursor = new Cursor<string>(source);
    source.push('one');
    source.emit('error', new Error('lost'));
    expect(cursor.take()).to.equal('one');
    expect(() => cursor.take()).to.throw('lost');
    source.emit('error', new Error('again'));
    expect(() => cursor.take()).to.throw('lost');
  });

  it('lets a source end that its reader has left', async () => {
    const source = Readable.from(Array.from({ length: 100 }, (_, index) => index));
    const cursor = new Cursor<number>(source);
    await cursor.stirred();
    expect(cursor.take()).to.equal(0);
    const closed = once(source, 'close');
    cursor.discard();
    await closed;
    expect(cursor.ended).to.equal(true);
  });
});
