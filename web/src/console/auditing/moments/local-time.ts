/** A moment (ISO 8601) as an input of type `datetime-local` shows it, in the time zone of the browser; empty for none. */
export function localTimeOf(moment: string | undefined): string {
  const ms = moment === undefined ? Number.NaN : Date.parse(moment);
  if (Number.isNaN(ms)) return '';
  const local = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, -1);
}

/** The moment (ISO 8601 UTC) that such an input stands for; undefined when it is empty. */
export function momentOfLocal(text: string | undefined): string | undefined {
  const ms = text === undefined || text === '' ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
