import type { NavEntry } from '../../routing/nav-entry.js';

/** Where the navigation leads for operators. */
export const operationsNav: readonly NavEntry[] = [
  { to: '/console/overview', label: 'Overview' },
  { to: '/console/projections', label: 'Projections' },
  { to: '/console/processes', label: 'Processes' },
  { to: '/console/dead-letters', label: 'Dead letters' },
  { to: '/console/mailbox', label: 'Mailbox' },
  { to: '/console/configuration', label: 'Configuration' },
];
