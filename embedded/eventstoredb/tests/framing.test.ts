import { expect } from 'chai';
import * as fc from 'fast-check';
import { FrameDecoder, MAX_MESSAGE_LENGTH, frame } from '../src/grpc/framing.js';

function decode(chunks: readonly Buffer[]): string[] {
  const messages: string[] = [];
  const decoder = new FrameDecoder((message) => messages.push(message.toString('hex')));
  for (const chunk of chunks) decoder.push(chunk);
  return messages;
}

describe('gRPC framing', () => {
  it('finds the same messages however the bytes are cut into chunks', () => {
    const message = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 30 })),
        (messages, cuts) => {
          const bytes = Buffer.concat(messages.map((message) => frame(message)));
          const chunks: Buffer[] = [];
          let at = 0;
          for (const length of cuts) {
            chunks.push(bytes.subarray(at, at + length));
            at += length;
          }
          chunks.push(bytes.subarray(at));
          expect(decode(chunks)).to.deep.equal(
            messages.map((message) => Buffer.from(message).toString('hex')),
          );
        },
      ),
    );
  });

  it('refuses compressed messages and messages that are too long', () => {
    expect(() => decode([Buffer.from([1, 0, 0, 0, 0])])).to.throw('compressed');
    const header = Buffer.alloc(5);
    header.writeUInt32BE(MAX_MESSAGE_LENGTH + 1, 1);
    expect(() => decode([header])).to.throw('longer than');
  });
});
