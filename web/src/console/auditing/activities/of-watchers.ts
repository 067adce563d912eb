/** Whether a stream holds what watching itself leaves: looks into the log, and checkpoints over it. */
export function isOfWatchers(stream: string): boolean {
  return stream.startsWith('audit-');
}
