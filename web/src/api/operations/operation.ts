import type { Contracts, PathOf } from '../contracts.js';

/** How an operation is called: what is needed of its contract while the pages run. A test compares the two. */
export interface Operation<Path extends string = string> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: Path;
  /** Whether everybody may call it: no access token is sent. */
  readonly isPublic?: true;
  /** Whether it takes the token of a command whose effect must be seen. */
  readonly isConsistent?: true;
}

/** How some operations are called, by name. */
export type OperationTable = { readonly [Name in keyof Contracts]?: Operation<PathOf<Name>> };
