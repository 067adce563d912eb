import type { NavEntry } from '../../routing/nav-entry.js';

/** Where the navigation leads for auditors. */
export const auditingNav: readonly NavEntry[] = [];
