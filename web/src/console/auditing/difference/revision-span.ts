/** Between which revisions was compared, in a sentence; -1 is before the first event. */
export function revisionSpan(from: number, to: number): string {
  const begin = from < 0 ? 'before the first event' : `at revision ${from}`;
  return `Compared was what stood ${begin} with what stood at revision ${to}.`;
}
