import { expect } from 'chai';
import * as fc from 'fast-check';
import { MalformedMessageError, ProtoReader } from '../src/protobuf/reader.js';
import { structuredUuid, readUuid } from '../src/protobuf/uuid.js';
import { varintLength, writeVarint } from '../src/protobuf/varint.js';
import { ProtoWriter } from '../src/protobuf/writer.js';

describe('the protobuf codec', () => {
  it('reads every unsigned 64-bit number that it writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
        const reader = new ProtoReader(new ProtoWriter().uint64(3, value).finish());
        expect(reader.tag()).to.equal(3 << 3);
        const read = reader.uint64();
        expect(BigInt(read)).to.equal(value);
        expect(typeof read).to.equal(value <= BigInt(Number.MAX_SAFE_INTEGER) ? 'number' : 'bigint');
        expect(reader.tag()).to.equal(0);
      }),
    );
  });

  it('knows the length of a varint before it writes it', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(writeVarint(Buffer.alloc(10), 0, value)).to.equal(varintLength(value));
      }),
    );
  });

  it('nests messages of any length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40_000 }), fc.nat(), (text, number) => {
        const bytes = new ProtoWriter()
          .message(1, (outer) => outer.message(2, (inner) => inner.string(3, text)).uint64(4, number))
          .finish();
        const reader = new ProtoReader(bytes);
        reader.tag();
        const outer = reader.message();
        expect(outer.tag()).to.equal((2 << 3) | 2);
        const inner = outer.message();
        inner.tag();
        expect(inner.string()).to.equal(Buffer.from(text).toString());
        expect(outer.tag()).to.equal(4 << 3);
        expect(outer.uint64()).to.equal(number);
      }),
    );
  });

  it('reads a UUID in either form', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const text = new ProtoWriter().string(2, id.toUpperCase()).finish();
        expect(readUuid(new ProtoReader(text)).toString()).to.equal(id);
        expect(readUuid(new ProtoReader(structuredUuid(id))).toString()).to.equal(id);
      }),
    );
  });

  it('never reads past the end of what it was given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
        const reader = new ProtoReader(Buffer.from(bytes));
        try {
          for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) reader.skip(tag);
        } catch (error) {
          expect(error).to.be.instanceOf(MalformedMessageError);
        }
        expect(reader.position).to.be.at.most(bytes.length);
      }),
    );
  });
});
