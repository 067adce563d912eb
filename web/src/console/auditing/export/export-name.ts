/** How an export's file is called: by when it was made, and what it begins behind. */
export function exportName(now: Date, behind: string | undefined): string {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '-');
  return `webstore-log-${time}${behind === undefined ? '' : `-behind-${behind}`}.jsonl`;
}
