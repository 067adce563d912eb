/** Before every event there can be: revisions have no number for it. */
const BEFORE_ALL = '1970-01-01';

/** What to ask `replayState` for a stream at a revision. */
export function stateInput(stream: string, revision: number) {
  return { params: { stream }, query: { revision } };
}

/** What to ask `diffStates` for what the event at a revision has changed. */
export function changesInput(stream: string, revision: number) {
  const from = revision === 0 ? BEFORE_ALL : String(revision - 1);
  return { params: { stream }, query: { from, to: String(revision) } };
}

/** How many events are asked for at once, around the one that is shown. */
const WINDOW = 100;

/** What to ask `listStreamEvents` for the events around a revision. */
export function eventsInput(stream: string, revision: number) {
  return { params: { stream }, query: { from: revision - (revision % WINDOW), limit: WINDOW } };
}
