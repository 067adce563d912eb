/** A predicate or filter as configuration writes it: `Path=/orders/**`, `StripPrefix=1`. */
export interface Shortcut {
  readonly name: string;
  /** What stands behind the equals sign, separated by commas; empty when nothing does. */
  readonly args: readonly string[];
}

/** Reads `Name=argument,argument`. @throws RangeError when it has no name */
export function readShortcut(text: string): Shortcut {
  const match = /^([A-Za-z]+)(?:=(.*))?$/s.exec(text.trim());
  if (match === null) throw new RangeError(`not of the form Name=arguments: ${text}`);
  const args = (match[2] ?? '').split(',').map((arg) => arg.trim());
  return { name: match[1] ?? '', args: args.length === 1 && args[0] === '' ? [] : args };
}

/**
 * The arguments of a shortcut, when there are as many as it takes.
 * @throws RangeError when there are not
 */
export function argumentsOf({ name, args }: Shortcut, least: number, most = least): readonly string[] {
  if (args.length < least || args.length > most || args.slice(0, least).includes('')) {
    const count = least === most ? String(least) : `${least} to ${most}`;
    throw new RangeError(`${name} takes ${count} arguments, separated by commas`);
  }
  return args;
}

/** A regular expression that must fit a whole text. @throws RangeError for what is none */
export function wholePattern(source: string): RegExp {
  try {
    return new RegExp(`^(?:${source})$`, 'u');
  } catch {
    throw new RangeError(`no regular expression: ${source}`);
  }
}

/** A whole number within bounds. @throws RangeError for anything else */
export function wholeNumber(text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new RangeError(`not a whole number from ${least} to ${most}: ${text}`);
  }
  return value;
}
