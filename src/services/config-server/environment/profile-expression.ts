/**
 * Whether a profile expression holds: a name, `!a`, `a & b`, `a | b`, with parentheses; commas separate alternatives.
 * As in Spring, `&` and `|` are not mixed without parentheses.
 *
 * @throws SyntaxError
 */
export function profileExpressionHolds(expression: string, active: ReadonlySet<string>): boolean {
  return expression.split(',').some((alternative) => new Parser(alternative, active).whole());
}

class Parser {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(
    private readonly expression: string,
    private readonly active: ReadonlySet<string>,
  ) {
    this.#tokens = expression.match(/[()&|!]|[^()&|!\s]+/g) ?? [];
  }

  whole(): boolean {
    const value = this.#operation();
    if (this.#next < this.#tokens.length) throw this.#malformed();
    return value;
  }

  #operation(): boolean {
    const first = this.#operand();
    const operator = this.#tokens[this.#next];
    if (operator !== '&' && operator !== '|') return first;
    const operands = [first];
    while (this.#tokens[this.#next] === operator) {
      this.#next += 1;
      operands.push(this.#operand());
    }
    return operator === '&' ? operands.every(Boolean) : operands.some(Boolean);
  }

  #operand(): boolean {
    const token = this.#tokens[this.#next];
    this.#next += 1;
    if (token === '!') return !this.#operand();
    if (token === '(') {
      const value = this.#operation();
      if (this.#tokens[this.#next] !== ')') throw this.#malformed();
      this.#next += 1;
      return value;
    }
    if (token === undefined || /[)&|]/.test(token)) throw this.#malformed();
    return this.active.has(token);
  }

  #malformed(): SyntaxError {
    return new SyntaxError(`'${this.expression.trim()}' is not a profile expression`);
  }
}
