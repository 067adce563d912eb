import type { NavEntry } from '../../routing/nav-entry.js';
import { auditingNav } from '../auditing/auditing-nav.js';
import { operationsNav } from '../operations/operations-nav.js';

/** The console's navigation by sections. */
export const consoleNav: readonly { readonly title: string; readonly entries: readonly NavEntry[] }[] = [
  { title: 'Operations', entries: operationsNav },
  { title: 'Auditing', entries: auditingNav },
];
