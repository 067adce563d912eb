import { MongoError } from '../mongo-error.js';

const START = '(?<![^])';
const END = '(?![^])';
const SPACES = String.raw`\t\n\v\f\r `;
const VERTICAL_SPACES = String.raw`\n\v\f\r\x85\u2028\u2029`;

/** What stands for itself behind a backslash in both engines. */
const SAME_ESCAPES = new Set('dDwWbBnrtf');
const SYNTAX = new Set('^$\\.*+?()[]{}|/-');

/** The classes PCRE names in brackets; of ASCII, as without the Unicode properties. */
const NAMED_CLASSES: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  ascii: String.raw`\0-\x7f`,
  blank: String.raw` \t`,
  cntrl: String.raw`\0-\x1f\x7f`,
  digit: '0-9',
  graph: String.raw`\x21-\x7e`,
  lower: 'a-z',
  print: String.raw`\x20-\x7e`,
  punct: String.raw`\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e`,
  space: SPACES,
  upper: 'A-Z',
  word: String.raw`\w`,
  xdigit: '0-9A-Fa-f',
};

/** How a pattern is to be read. */
export interface PatternModes {
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

/**
 * The source of a JavaScript pattern (for the flag `u`, without `m` and `s`) that matches what a PCRE pattern does.
 * @throws MongoError CommandNotSupported for syntax that JavaScript has nothing for
 */
export function translatePattern(pattern: string, modes: PatternModes): string {
  return new Translation(pattern, modes).run();
}

class Translation {
  #at = 0;

  constructor(
    private readonly pattern: string,
    private readonly modes: PatternModes,
  ) {}

  run(): string {
    let source = '';
    while (this.#at < this.pattern.length) source += this.#next();
    return source;
  }

  #next(): string {
    const character = this.#take();
    switch (character) {
      case '\\':
        return this.#escape();
      case '[':
        return this.#brackets();
      case '(':
        return this.#group();
      case '.':
        return this.modes.dotAll ? '[^]' : String.raw`[^\n]`;
      case '^':
        return this.modes.multiline ? String.raw`(?:${START}|(?<=\n)(?=[^]))` : START;
      case '$':
        return this.modes.multiline ? String.raw`(?=\n|${END})` : String.raw`(?=\n?${END})`;
      case '{':
        return /^\d+(?:,\d*)?\}/.test(this.#rest()) ? this.#takeThrough('}', '{') : String.raw`\{`;
      case '}':
      case ']':
        return `\\${character}`;
      default:
        return character;
    }
  }

  #escape(): string {
    const character = this.#take();
    switch (character) {
      case 's':
        return `[${SPACES}]`;
      case 'S':
        return `[^${SPACES}]`;
      case 'v':
        return `[${VERTICAL_SPACES}]`;
      case 'A':
        return START;
      case 'z':
        return END;
      case 'Z':
        return String.raw`(?=\n?${END})`;
      case 'k':
        return /^<\w+>/.test(this.#rest()) ? `\\k${this.#takeThrough('>')}` : this.#refuse(`\\${character}`);
      case 'Q': {
        const end = this.pattern.indexOf('\\E', this.#at);
        const text = this.pattern.slice(this.#at, end < 0 ? undefined : end);
        this.#at = end < 0 ? this.pattern.length : end + 2;
        return [...text].map((one) => (SYNTAX.has(one) && one !== '-' ? `\\${one}` : one)).join('');
      }
      case 'E':
        return '';
      default:
        if (/[1-9]/.test(character) && !/^\d/.test(this.#rest())) return `\\${character}`;
        return this.#character(character, false);
    }
  }

  /** An escape that may also stand in brackets. */
  #character(character: string, inBrackets: boolean): string {
    if (SAME_ESCAPES.has(character)) return `\\${character}`;
    if (character === 'a') return String.raw`\x07`;
    if (character === 'e') return String.raw`\x1b`;
    if (character === '0' && !/^\d/.test(this.#rest())) return String.raw`\0`;
    if (character === 'c' && /^[A-Za-z]/.test(this.#rest())) return `\\c${this.#take()}`;
    if (character === 'x') {
      if (/^\{[\dA-Fa-f]+\}/.test(this.#rest())) return `\\u${this.#takeThrough('}')}`;
      if (/^[\dA-Fa-f]{2}/.test(this.#rest())) return `\\x${this.#take()}${this.#take()}`;
    }
    if (character === 'p' || character === 'P') {
      if (/^\{\w+\}/.test(this.#rest())) return `\\${character}${this.#takeThrough('}')}`;
      if (/^[A-Z]/.test(this.#rest())) return `\\${character}{${this.#take()}}`;
    }
    if (character !== '' && !/[A-Za-z0-9]/.test(character)) {
      return SYNTAX.has(character) && (inBrackets || character !== '-') ? `\\${character}` : character;
    }
    return this.#refuse(`\\${character}`);
  }

  #brackets(): string {
    let source = '[';
    if (this.#skip('^')) source += '^';
    if (this.#skip(']')) source += String.raw`\]`;
    while (!this.#skip(']')) {
      const character = this.#take();
      if (character === '') throw invalid('missing terminating ] for character class');
      const named = character === '[' ? /^:(\^?)(\w+):\]/.exec(this.#rest()) : null;
      if (named !== null) {
        const members = NAMED_CLASSES[named[2]!];
        if (named[1] !== '' || members === undefined) this.#refuse(`[${named[0]}`);
        this.#at += named[0].length;
        source += members + this.#literalHyphen();
      } else if (character === '[' && /^[.=]/.test(this.#rest())) this.#refuse('[[.');
      else if (character === '\\') source += this.#escapeInBrackets();
      else source += character === '[' ? String.raw`\[` : character;
    }
    return `${source}]`;
  }

  #escapeInBrackets(): string {
    const character = this.#take();
    if (character === 's') return SPACES + this.#literalHyphen();
    if (character === 'v') return VERTICAL_SPACES + this.#literalHyphen();
    if (character === 'E') return '';
    if (character === 'S' || character === 'B' || character === 'Q') this.#refuse(`\\${character}`);
    const source = this.#character(character, true);
    return 'dDwWpP'.includes(character) ? source + this.#literalHyphen() : source;
  }

  /** A hyphen behind a class is no range. */
  #literalHyphen(): string {
    return this.#rest().startsWith('-') && this.#skip('-') ? String.raw`\-` : '';
  }

  #group(): string {
    if (this.#rest().startsWith('*')) this.#refuse('(*');
    if (!this.#rest().startsWith('?')) return '(';
    const known = /^\?(?::|=|!|<=|<!|<[A-Za-z_]\w*>)/.exec(this.#rest());
    if (known !== null) {
      this.#at += known[0].length;
      return `(${known[0]}`;
    }
    const named = /^\?P<([A-Za-z_]\w*)>/.exec(this.#rest());
    if (named !== null) {
      this.#at += named[0].length;
      return `(?<${named[1]}>`;
    }
    if (/^\?#[^)]*\)/.test(this.#rest())) {
      this.#takeThrough(')');
      return '(?:)';
    }
    return this.#refuse(`(${this.#rest().slice(0, 2)}`);
  }

  #rest(): string {
    return this.pattern.slice(this.#at);
  }

  #take(): string {
    const point = this.pattern.codePointAt(this.#at);
    if (point === undefined) return '';
    const character = String.fromCodePoint(point);
    this.#at += character.length;
    return character;
  }

  #takeThrough(last: string, head = ''): string {
    const end = this.pattern.indexOf(last, this.#at) + 1;
    const taken = this.pattern.slice(this.#at, end);
    this.#at = end;
    return head + taken;
  }

  #skip(character: string): boolean {
    if (this.pattern[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #refuse(syntax: string): never {
    throw new MongoError(
      'CommandNotSupported',
      `the regular expression syntax '${syntax}' is not supported: ${this.pattern}`,
    );
  }
}

function invalid(reason: string): MongoError {
  return new MongoError({ code: 51091 }, `Regular expression is invalid: ${reason}`);
}
