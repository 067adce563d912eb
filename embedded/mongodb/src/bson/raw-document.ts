/** A BSON document still in its bytes. */
export class RawDocument {
  constructor(readonly bytes: Buffer) {}
}

/** A BSON document in the form collections keep it: a string of one byte per character. */
export class PackedBson {
  constructor(readonly packed: string) {}
}
