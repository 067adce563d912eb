import type { NavEntry } from '../../routing/nav-entry.js';

/** Where the navigation leads for operators. */
export const operationsNav: readonly NavEntry[] = [];
