/** What a handler is, in words: `projection orders (version 1)`, `process manager fulfilment`, `publisher orders`. */
export function handlerText(handler: string): string {
  const process = /^process\.(.+)$/.exec(handler);
  if (process) return `process manager ${process[1]}`;
  const projection = /^(.+)\.v(\d+)\.\d+$/.exec(handler);
  if (projection) return `projection ${projection[1]} (version ${projection[2]})`;
  const publisher = /^publish-(.+)$/.exec(handler);
  if (publisher) return `publisher ${publisher[1]}`;
  return handler;
}

/** What stands still while a key of a handler is parked. */
export function standstillText(handler: string): string {
  if (handler.startsWith('process.')) return 'This process goes no further; all others go on.';
  if (handler.startsWith('publish-'))
    return 'Nothing of this stream is told to other services; of all others it is.';
  return 'Documents that this stream makes are out of date; all others are kept up.';
}
