/** The name of a service, in a path. */
export const SERVICE = /^[a-z][a-z0-9-]{0,63}$/;

/** The name of an instance, as the setting INSTANCE has it. */
export const INSTANCE = /^[\w-]{1,64}$/;

/** What names something that is kept under a text of its own: a document, a stream, a handler, a message. */
export const NAME = /^[^/\p{Cc}]{1,998}$/u;
