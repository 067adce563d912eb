/** The state that `events` lead to from `from`: `fold(a + b) = fold(b, from fold(a))`. */
export function fold<State, Event>(
  evolve: (state: State, event: Event) => State,
  from: State,
  events: Iterable<Event>,
): State {
  let state = from;
  for (const event of events) state = evolve(state, event);
  return state;
}
