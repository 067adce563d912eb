/** Names with numbers in the order of their first use. */
export class Names {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** The number of a name, which gets one if it has none. */
  number(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.list.length;
      this.list.push(name);
      this.#numbers.set(name, number);
    }
    return number;
  }
}
