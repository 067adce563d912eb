import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { MongoError } from '../mongo-error.js';
import { MAX_DEPTH } from './depth.js';
import { BsonType } from './bson-type.js';
import { fieldNames } from './document.js';
import type { Document } from './document.js';
import { PackedBson, RawDocument } from './raw-document.js';
import { isInt32 } from './value-type.js';

/** Writes BSON into a buffer that grows; one writer can be used again and again. */
export class BsonWriter {
  #bytes = Buffer.allocUnsafe(16 * 1024);
  #at = 0;
  #depth = 0;
  #maxDepth = Infinity;

  /** How many bytes are written. */
  get length(): number {
    return this.#at;
  }

  /** Forgets all that is written; from now on nothing may be nested deeper than `maxDepth`. */
  reset(maxDepth = Infinity): void {
    this.#at = 0;
    this.#depth = 0;
    this.#maxDepth = maxDepth;
  }

  /** A copy of the bytes from `start` on. */
  copy(start = 0): Buffer {
    return Buffer.from(this.#bytes.subarray(start, this.#at));
  }

  /** The bytes from `start` on, valid until the next write. */
  view(start = 0): Buffer {
    return this.#bytes.subarray(start, this.#at);
  }

  /** Makes room for `size` bytes, leaving them to be filled by the caller; returns their position. */
  reserve(size: number): number {
    const start = this.#at;
    this.#room(size);
    this.#at += size;
    return start;
  }

  setInt32(position: number, value: number): void {
    this.#bytes.writeInt32LE(value, position);
  }

  setByte(position: number, value: number): void {
    this.#bytes[position] = value;
  }

  /** Writes a document, field by field; fields that are `undefined` are left out. */
  document(document: Document): void {
    const start = this.#begin();
    for (const name of fieldNames(document)) {
      const value = document[name];
      if (value !== undefined) this.element(name, value);
    }
    this.#end(start);
  }

  /** Writes one element. @throws MongoError BadValue for a value that BSON cannot carry. */
  element(name: string, value: unknown): void {
    const type = this.reserve(1);
    this.#cstring(name);
    const code = this.#value(value);
    this.#bytes[type] = code;
  }

  /** Writes bytes as they are. */
  raw(bytes: Uint8Array): void {
    const start = this.reserve(bytes.length);
    this.#bytes.set(bytes, start);
  }

  #value(value: unknown): number {
    switch (typeof value) {
      case 'string':
        return this.#string(value, BsonType.string);
      case 'number':
        return isInt32(value) ? this.#int32(value) : this.#double(value);
      case 'boolean':
        this.#byte(value ? 1 : 0);
        return BsonType.bool;
      case 'bigint':
        return this.#int64(value);
      case 'object':
        return value === null ? BsonType.null : this.#object(value);
      case 'undefined':
        return BsonType.null;
      default:
        throw new MongoError('BadValue', `a ${typeof value} is not a BSON value`);
    }
  }

  #object(value: object): number {
    if (Array.isArray(value)) {
      const start = this.#begin();
      for (let i = 0; i < value.length; i += 1) this.element(String(i), value[i]);
      this.#end(start);
      return BsonType.array;
    }
    if (Object.getPrototypeOf(value) === Object.prototype) {
      this.document(value as Document);
      return BsonType.object;
    }
    if (value instanceof RawDocument) {
      this.raw(value.bytes);
      return BsonType.object;
    }
    if (value instanceof PackedBson) {
      const start = this.reserve(value.packed.length);
      this.#bytes.write(value.packed, start, 'latin1');
      return BsonType.object;
    }
    if (value instanceof Double) return this.#double(value.value);
    if (value instanceof Date) return this.#date(value);
    if (value instanceof ObjectId) {
      this.raw(value.id);
      return BsonType.objectId;
    }
    if (value instanceof Binary) return this.#binary(value);
    if (value instanceof Decimal128) {
      this.raw(value.bytes);
      return BsonType.decimal;
    }
    if (value instanceof Timestamp) {
      const at = this.reserve(8);
      this.#bytes.writeUInt32LE(value.i, at);
      this.#bytes.writeUInt32LE(value.t, at + 4);
      return BsonType.timestamp;
    }
    if (value instanceof BSONRegExp) return this.#regex(value.pattern, value.options);
    if (value instanceof RegExp) return this.#regex(value.source, value.flags);
    if (value instanceof Long) return this.#int64(value.toBigInt());
    if (value instanceof Int32) return this.#int32(value.value);
    if (value instanceof MinKey) return BsonType.minKey;
    if (value instanceof MaxKey) return BsonType.maxKey;
    if (value instanceof Code) return this.#code(value);
    if (value instanceof BSONSymbol) return this.#string(value.value, BsonType.symbol);
    throw new MongoError('BadValue', `${Object.prototype.toString.call(value)} is not a BSON value`);
  }

  #byte(value: number): void {
    const at = this.reserve(1);
    this.#bytes[at] = value;
  }

  #int32(value: number): number {
    const at = this.reserve(4);
    this.#bytes.writeInt32LE(value, at);
    return BsonType.int;
  }

  #double(value: number): number {
    const at = this.reserve(8);
    this.#bytes.writeDoubleLE(value, at);
    return BsonType.double;
  }

  #int64(value: bigint): number {
    const at = this.reserve(8);
    this.#bytes.writeBigInt64LE(BigInt.asIntN(64, value), at);
    return BsonType.long;
  }

  #date(value: Date): number {
    const time = value.getTime();
    if (Number.isNaN(time)) throw new MongoError('BadValue', 'a date is out of the supported range');
    const at = this.reserve(8);
    this.#bytes.writeBigInt64LE(BigInt(time), at);
    return BsonType.date;
  }

  #string(value: string, type: number): number {
    const start = this.reserve(4);
    this.#utf8(value);
    this.#byte(0);
    this.setInt32(start, this.#at - start - 4);
    return type;
  }

  #binary(value: Binary): number {
    const old = value.sub_type === Binary.SUBTYPE_BYTE_ARRAY;
    const content = value.buffer.subarray(0, value.position);
    const at = this.reserve(old ? 9 : 5);
    this.setInt32(at, old ? content.length + 4 : content.length);
    this.#bytes[at + 4] = value.sub_type;
    if (old) this.setInt32(at + 5, content.length);
    this.raw(content);
    return BsonType.binData;
  }

  #regex(pattern: string, options: string): number {
    this.#cstring(pattern);
    this.#cstring(options);
    return BsonType.regex;
  }

  #code(value: Code): number {
    if (!value.scope) return this.#string(value.code, BsonType.javascript);
    const start = this.reserve(4);
    this.#string(value.code, BsonType.javascript);
    this.document(value.scope);
    this.setInt32(start, this.#at - start);
    return BsonType.javascriptWithScope;
  }

  #cstring(text: string): void {
    this.#utf8(text);
    this.#byte(0);
  }

  #utf8(text: string): void {
    if (text.length < 24) {
      this.#room(text.length);
      let at = this.#at;
      for (let i = 0; i < text.length; i += 1) {
        const unit = text.charCodeAt(i);
        if (unit > 127) return this.#anyUtf8(text);
        this.#bytes[at] = unit;
        at += 1;
      }
      this.#at = at;
      return;
    }
    this.#anyUtf8(text);
  }

  #anyUtf8(text: string): void {
    this.#room(text.length * 3);
    const at = this.#at;
    this.#at = at + this.#bytes.write(text, at, 'utf8');
  }

  #begin(): number {
    this.#depth += 1;
    if (this.#depth > this.#maxDepth)
      throw new MongoError('Overflow', `document is nested deeper than ${this.#maxDepth} levels`);
    return this.reserve(4);
  }

  #end(start: number): void {
    this.#depth -= 1;
    this.#byte(0);
    this.setInt32(start, this.#at - start);
  }

  #room(size: number): void {
    if (this.#at + size <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + size));
    this.#bytes.copy(grown, 0, 0, this.#at);
    this.#bytes = grown;
  }
}

const shared = new BsonWriter();

/** Encodes a decoded document; see {@link BsonWriter}. */
export function encodeDocument(document: Document): Buffer {
  shared.reset();
  shared.document(document);
  return shared.copy();
}

/** The same for a document to be stored. @throws MongoError Overflow when it is nested too deeply */
export function encodeStorable(document: Document): Buffer {
  shared.reset(MAX_DEPTH);
  shared.document(document);
  return shared.copy();
}

/** The bytes of one value behind its type, for comparing whether a value stayed the same. */
export function encodePacked(document: Document): string {
  shared.reset();
  shared.document(document);
  return shared.view().toString('latin1');
}
