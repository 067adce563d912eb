/** Operations of the wire protocol (MongoDB manual, "MongoDB Wire Protocol"). */
export const OpCode = { reply: 1, query: 2004, compressed: 2012, msg: 2013 } as const;

/** Bits of OP_MSG. */
export const MsgFlag = { checksumPresent: 1, moreToCome: 2 } as const;

/** Message length (4), request id (4), response to (4), operation (4). */
export const HEADER_BYTES = 16;

/** The largest message accepted, as `hello` says. */
export const MAX_MESSAGE_BYTES = 48_000_000;

/** The largest document accepted, as `hello` says. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
