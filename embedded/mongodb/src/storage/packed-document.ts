/**
 * A document as it is kept in memory: its BSON, one byte per character.
 *
 * A one-byte string costs 16 bytes beside its content and is moved by the garbage collector; a Buffer of its own costs
 * some 250 bytes, and a pooled one keeps 8 KiB alive for as long as any of its neighbours lives.
 */
export type PackedDocument = string;

let scratch = Buffer.allocUnsafeSlow(64 * 1024);

/** Packs the BSON document in `bytes`. */
export function pack(bytes: Buffer): PackedDocument {
  return bytes.toString('latin1');
}

/** The bytes of a packed document, valid until the next call. */
export function unpack(packed: PackedDocument): Buffer {
  if (packed.length > scratch.length) scratch = Buffer.allocUnsafeSlow(packed.length * 2);
  scratch.write(packed, 0, 'latin1');
  return scratch;
}
