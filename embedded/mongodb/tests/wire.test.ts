import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { deserialize } from 'bson';
import type { Document } from 'bson';
import { encodeDocument } from '../src/bson/encode.js';
import { start } from '../src/index.js';
import type { RunningServer } from '../src/index.js';
import { crc32c } from '../src/wire/crc32c.js';
import { MessageSplitter } from '../src/wire/message-splitter.js';
import { useTempDir } from './temp-dir.js';

describe('embedded MongoDB: wire protocol', () => {
  const dir = useTempDir();
  let server: RunningServer;
  let socket: Socket;
  beforeEach(async () => {
    server = await start({ dir: dir.path, port: 0 });
    socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
  });
  afterEach(async () => {
    socket.destroy();
    await server.stop();
  });

  function message(opCode: number, requestId: number, ...parts: Buffer[]): Buffer {
    const body = Buffer.concat(parts);
    const header = Buffer.alloc(16);
    header.writeInt32LE(16 + body.length, 0);
    header.writeInt32LE(requestId, 4);
    header.writeInt32LE(opCode, 12);
    return Buffer.concat([header, body]);
  }

  const int32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    return bytes;
  };
  const bodySection = (document: Document): Buffer =>
    Buffer.concat([Buffer.from([0]), encodeDocument(document)]);
  const command = (document: Document, requestId = 1, flags = 0): Buffer =>
    message(2013, requestId, int32(flags), bodySection(document));

  async function received(count = 1): Promise<Buffer[]> {
    const splitter = new MessageSplitter();
    const messages: Buffer[] = [];
    while (messages.length < count) {
      const [chunk] = (await once(socket, 'data')) as [Buffer];
      messages.push(...splitter.push(chunk));
    }
    return messages;
  }

  /** Resolves when the server has had the time to answer a client that came later. */
  async function answerToAnother(): Promise<void> {
    const other = connect(server.port, '127.0.0.1');
    other.write(command({ ping: 1, $db: 'test' }));
    await once(other, 'data');
    other.destroy();
  }

  const bodyOf = (reply: Buffer): Document => deserialize(reply.subarray(21));

  it('keeps no answers for a client that does not read them', async () => {
    socket.write(command({ insert: 'things', documents: [{ t: 'x'.repeat(1_000_000) }], $db: 'test' }));
    await received();
    socket.pause();
    const before = process.memoryUsage().arrayBuffers;
    const ids = Array.from({ length: 60 }, (_, i) => i + 1);
    for (const id of ids) socket.write(command({ find: 'things', filter: {}, $db: 'test' }, id));
    await answerToAnother();
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(20_000_000);
    const splitter = new MessageSplitter();
    const answered: number[] = [];
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      answered.push(...splitter.push(chunk).map((answer) => answer.readInt32LE(8)));
      if (answered.length === ids.length) break;
    }
    expect(answered).to.deep.equal(ids);
  });

  it('answers the greeting in the old form', async () => {
    const name = Buffer.from('admin.$cmd\0');
    socket.write(
      message(2004, 7, int32(0), name, int32(0), int32(-1), encodeDocument({ isMaster: 1, helloOk: true })),
    );
    const [reply] = await received();
    expect(reply!.readInt32LE(12)).to.equal(1);
    expect(reply!.readInt32LE(8)).to.equal(7);
    const body = deserialize(reply!.subarray(36));
    expect([body['ismaster'], body['helloOk'], body['ok']]).to.deep.equal([true, true, 1]);
  });

  it('refuses an old query in the old form', async () => {
    const name = Buffer.from('d.c\0');
    socket.write(message(2004, 7, int32(0), name, int32(0), int32(-1), encodeDocument({ a: 1 })));
    const [reply] = await received();
    expect(reply!.readInt32LE(12)).to.equal(1);
    expect(deserialize(reply!.subarray(36))['codeName']).to.equal('CommandNotSupported');
  });

  it('answers requests in their order, however they are cut up', async () => {
    const bytes = Buffer.concat([1, 2, 3].map((id) => command({ ping: 1, $db: 'd' }, id)));
    for (const byte of bytes) socket.write(Buffer.from([byte]));
    const replies = await received(3);
    expect(replies.map((reply) => reply.readInt32LE(8))).to.deep.equal([1, 2, 3]);
  });

  it('takes documents as a sequence', async () => {
    const documents = Buffer.concat([encodeDocument({ _id: 1 }), encodeDocument({ _id: 2 })]);
    const name = Buffer.from('documents\0');
    const sequence = Buffer.concat([
      Buffer.from([1]),
      int32(4 + name.length + documents.length),
      name,
      documents,
    ]);
    socket.write(message(2013, 1, int32(0), sequence, bodySection({ insert: 'c', $db: 'd' })));
    expect(bodyOf((await received())[0]!)).to.deep.equal({ n: 2, ok: 1 });
  });

  it('checks the checksum of a message', async () => {
    const plain = message(2013, 1, int32(1), bodySection({ ping: 1, $db: 'd' }), int32(0));
    plain.writeUInt32LE(crc32c(plain.subarray(0, -4)), plain.length - 4);
    socket.write(plain);
    expect(bodyOf((await received())[0]!)).to.deep.equal({ ok: 1 });
    plain[plain.length - 1]! ^= 1;
    socket.write(plain);
    expect(bodyOf((await received())[0]!)['code']).to.equal(17);
  });

  it('does not answer what is not to be acknowledged', async () => {
    socket.write(command({ insert: 'c', documents: [{ _id: 1 }], $db: 'd' }, 1, 2));
    socket.write(command({ count: 'c', $db: 'd' }, 2));
    const [reply] = await received();
    expect(reply!.readInt32LE(8)).to.equal(2);
    expect(bodyOf(reply!)).to.deep.equal({ n: 1, ok: 1 });
  });

  it('answers malformed BSON with an error and goes on', async () => {
    const broken = encodeDocument({ ping: 'text', $db: 'd' });
    broken.writeInt32LE(1000, 10);
    socket.write(message(2013, 1, int32(0), Buffer.from([0]), broken));
    const body = bodyOf((await received())[0]!);
    expect([body['ok'], body['code'], body['codeName']]).to.deep.equal([0, 22, 'InvalidBSON']);
    socket.write(command({ ping: 1, $db: 'd' }));
    expect(bodyOf((await received())[0]!)['ok']).to.equal(1);
  });

  for (const [what, section] of [
    ['a negative length', Buffer.concat([int32(-1), Buffer.from('documents\0')])],
    ['length 0', Buffer.concat([int32(0), Buffer.from('documents\0')])],
    ['no name', Buffer.concat([int32(6), Buffer.from('ab')])],
  ] as const) {
    it(`refuses a sequence of ${what}, and hangs up`, async () => {
      socket.write(message(2013, 1, int32(0), Buffer.from([1]), section));
      const closed = once(socket, 'end');
      const [refused] = await received();
      expect(bodyOf(refused!)).to.include({ ok: 0, codeName: 'ProtocolError' });
      await closed;
    });
  }

  it('hangs up on what is no message, and serves others on', async () => {
    socket.write(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await once(socket, 'close');
    socket = connect(server.port, '127.0.0.1');
    socket.write(command({ ping: 1, $db: 'd' }));
    expect(bodyOf((await received())[0]!)['ok']).to.equal(1);
  });

  it('survives random bytes in the place of a command', async () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const noise = command({ find: 'c', filter: { a: [1, { b: 'text' }] }, $db: 'd' }, seed);
      noise[16 + ((seed * 7919) % (noise.length - 16))]! ^= (seed * 31) & 0xff;
      const other = connect(server.port, '127.0.0.1');
      other.on('error', () => undefined);
      other.write(noise);
      other.end();
      other.resume();
      await once(other, 'close');
    }
    socket.write(command({ ping: 1, $db: 'd' }));
    expect(bodyOf((await received())[0]!)['ok']).to.equal(1);
  });
});
