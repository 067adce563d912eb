/** `snapshot-N` holds the state before the first frame of `log-N`. */
export type FileKind = 'log' | 'snapshot';

export interface Files {
  /** Numbers, ascending. */
  readonly logs: readonly number[];
  readonly snapshots: readonly number[];
  /** Names of snapshots that were never finished. */
  readonly drafts: readonly string[];
}

/** The name of a log or snapshot. */
export function fileName(kind: FileKind, number: number): string {
  return `${kind}-${String(number).padStart(8, '0')}`;
}

/** The name of a snapshot while it is written. */
export function draftName(number: number): string {
  return `${fileName('snapshot', number)}.draft`;
}

/** Sorts out the names in a data directory; foreign ones are left alone. */
export function filesOf(names: readonly string[]): Files {
  return {
    logs: numbers(names, /^log-(\d{8,})$/),
    snapshots: numbers(names, /^snapshot-(\d{8,})$/),
    drafts: names.filter((name) => /^snapshot-\d{8,}\.draft$/.test(name)),
  };
}

function numbers(names: readonly string[], pattern: RegExp): number[] {
  return names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
