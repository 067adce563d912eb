/** What a group is called: its source and its name. */
export interface GroupId {
  /** A stream, or `$all`. */
  readonly source: string;
  readonly group: string;
}

export const ALL = '$all';

/** The stream that tells which groups there are. */
export const CONFIG_STREAM = '$persistentSubscriptionConfig';

/** A group as text; also the id of subscriptions to it. */
export function groupKey({ source, group }: GroupId): string {
  return `${source}::${group}`;
}

/** The stream that remembers how far a group has come. */
export function checkpointStream(id: GroupId): string {
  return `$persistentsubscription-${groupKey(id)}-checkpoint`;
}

/** The stream that holds what a group has parked. */
export function parkedStream(id: GroupId): string {
  return `$persistentsubscription-${groupKey(id)}-parked`;
}

/** The streams that groups are kept in, and their metadata: to deliver them would make more of them, without end. */
export const BOOKKEEPING_STREAMS = /^(\$\$)?\$persistent(SubscriptionConfig$|subscription-)/;
