/** `true` on what one registry tells another, which does not pass it on. */
export const REPLICATION_HEADER = 'x-netflix-discovery-replication';
