interface Node<T> {
  readonly literals: Map<string, Node<T>>;
  parameter: Node<T> | undefined;
  value: T | undefined;
}

/** Finds what belongs to a path among path templates (`/carts/{cartId}/items`), a literal segment before a parameter. */
export class PathTrie<T> {
  readonly #root = node<T>();

  /** What belongs to a template; made by `create` when there is nothing yet. Names of parameters make no difference. */
  at(template: string, create: () => T): T {
    let place = this.#root;
    for (const segment of template.split('/').slice(1)) {
      if (segment.startsWith('{')) {
        place = place.parameter ??= node();
        continue;
      }
      let next = place.literals.get(segment);
      if (next === undefined) place.literals.set(segment, (next = node()));
      place = next;
    }
    return (place.value ??= create());
  }

  find(path: string): T | undefined {
    return path.charCodeAt(0) === 47 ? find(this.#root, path, 1) : undefined;
  }
}

function node<T>(): Node<T> {
  return { literals: new Map(), parameter: undefined, value: undefined };
}

function find<T>(place: Node<T>, path: string, from: number): T | undefined {
  const slash = path.indexOf('/', from);
  const segment = slash === -1 ? path.slice(from) : path.slice(from, slash);
  const literal = place.literals.get(segment);
  const found = literal === undefined ? undefined : descend(literal, path, slash);
  if (found !== undefined || place.parameter === undefined || segment === '') return found;
  return descend(place.parameter, path, slash);
}

function descend<T>(place: Node<T>, path: string, slash: number): T | undefined {
  return slash === -1 ? place.value : find(place, path, slash + 1);
}
