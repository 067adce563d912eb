/** Where the operator's commands write to. */
export interface Output {
  /** A line of the answer. */
  print(line: string): void;
  /** A line about how it is going or what went wrong. */
  complain(line: string): void;
  /** Shows a line in the place of the one shown before, on a terminal; absent where there is none. */
  transient?(line: string): void;
}

/** `rows` under `head`, in columns. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
