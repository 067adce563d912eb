/** What a pattern captured of a path; undefined when the path does not fit. */
export type PathMatch = Readonly<Record<string, string>> | undefined;

type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'any' };

/**
 * A path pattern as Spring's `PathPattern` has it: literal segments, `*` and `{name}` for one segment, and at the end
 * `**` or `{*name}` for any number of them.
 */
export class PathPattern {
  readonly #parts: readonly Part[];
  /** The name of what takes the rest; empty = not captured; undefined = there is no rest. */
  readonly #rest: string | undefined;

  /** @throws RangeError for what is no pattern */
  constructor(readonly pattern: string) {
    if (!/^\/\S*$/.test(pattern)) throw new RangeError(`a path pattern begins with a slash: ${pattern}`);
    const segments = pattern.split('/').slice(1);
    const last = segments.at(-1) ?? '';
    const rest = /^\{\*(\w+)\}$/.exec(last)?.[1] ?? (last === '**' ? '' : undefined);
    this.#rest = rest;
    this.#parts = (rest === undefined ? segments : segments.slice(0, -1)).map(partOf);
  }

  match(path: string): PathMatch {
    const segments = path.split('/');
    const given = segments.length - 1;
    if (this.#rest === undefined ? given !== this.#parts.length : given < this.#parts.length)
      return undefined;
    const variables: Record<string, string> = {};
    for (const [index, part] of this.#parts.entries()) {
      const segment = segments[index + 1] ?? '';
      if (part.kind === 'literal' ? segment !== part.text : segment === '') return undefined;
      if (part.kind === 'variable') variables[part.name] = segment;
    }
    if (this.#rest) variables[this.#rest] = `/${segments.slice(this.#parts.length + 1).join('/')}`;
    return variables;
  }
}

function partOf(segment: string): Part {
  if (segment === '*') return { kind: 'any' };
  const name = /^\{(\w+)\}$/.exec(segment)?.[1];
  if (name !== undefined) return { kind: 'variable', name };
  if (/[*{}]/.test(segment)) throw new RangeError(`not understood in a path pattern: ${segment}`);
  return { kind: 'literal', text: segment };
}
