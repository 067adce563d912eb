import type { StoreIndex } from '../index/store-index.js';

/** Selects events of `$all` by the name of the stream or the type of the event. */
export interface EventSelection {
  readonly by: 'stream' | 'type';
  /** A name matches when the expression does, or when it begins with one of the prefixes. */
  readonly match: { readonly regex: RegExp } | { readonly prefixes: readonly string[] };
}

/** A selection with what a subscription is told on the way. */
export interface EventFilter extends EventSelection {
  /** How many events are examined for one page. */
  readonly window: number;
  /** After how many pages a subscription is told how far it has come. */
  readonly checkpointInterval: number;
}

const UNKNOWN = 0;
const MATCHES = 1;
const DIFFERS = 2;

/** Applies a filter by numbers: each name is examined once. */
export class FilterMatcher {
  #verdicts = new Uint8Array(1024);

  constructor(
    readonly selection: EventSelection,
    readonly index: StoreIndex,
  ) {}

  matches(event: number): boolean {
    const { events, streams, types } = this.index;
    const isByStream = this.selection.by === 'stream';
    const number = isByStream ? events.stream[event]! : events.type(event);
    if (number >= this.#verdicts.length) this.#grow(number);
    let verdict = this.#verdicts[number];
    if (verdict === UNKNOWN) {
      const name = isByStream ? streams.list[number]!.name : types.list[number]!;
      verdict = this.#nameMatches(name) ? MATCHES : DIFFERS;
      this.#verdicts[number] = verdict;
    }
    return verdict === MATCHES;
  }

  #nameMatches(name: string): boolean {
    const { match } = this.selection;
    return 'regex' in match
      ? match.regex.test(name)
      : match.prefixes.some((prefix) => name.startsWith(prefix));
  }

  #grow(number: number): void {
    const larger = new Uint8Array(Math.max(number + 1, this.#verdicts.length * 2));
    larger.set(this.#verdicts);
    this.#verdicts = larger;
  }
}
