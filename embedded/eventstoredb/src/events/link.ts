/** The type of an event that stands for another one: its data is `<revision>@<stream>`. */
export const LINK_TYPE = '$>';

/** The type of an event that stands for a whole stream: its data is the stream's name. */
export const STREAM_REFERENCE_TYPE = '$@';

/** What a link leads to. */
export interface LinkTarget {
  readonly revision: number;
  readonly stream: string;
}

/** Reads the data of a link; undefined when it is none. */
export function parseLink(data: Buffer): LinkTarget | undefined {
  const match = /^(\d{1,15})@(.+)$/s.exec(data.toString('utf8'));
  return match ? { revision: Number(match[1]), stream: match[2]! } : undefined;
}
