/** Header fields in the order they are sent; names in lower case. */
export class HeaderList {
  /** Name, value, name, value, … */
  constructor(readonly flat: string[] = []) {}

  /** The first value of a field. */
  get(name: string): string | undefined {
    const { flat } = this;
    for (let i = 0; i < flat.length; i += 2) if (flat[i] === name) return flat[i + 1];
    return undefined;
  }

  add(name: string, value: string): void {
    this.flat.push(name, value);
  }

  /** Replaces every field of this name. */
  set(name: string, value: string): void {
    this.remove(name);
    this.add(name, value);
  }

  remove(name: string): void {
    const { flat } = this;
    let kept = 0;
    for (let i = 0; i < flat.length; i += 2) {
      if (flat[i] === name) continue;
      flat[kept] = flat[i] as string;
      flat[kept + 1] = flat[i + 1] as string;
      kept += 2;
    }
    flat.length = kept;
  }
}
