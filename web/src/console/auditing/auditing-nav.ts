import type { NavEntry } from '../../routing/nav-entry.js';

/** Where the navigation leads for auditors. */
export const auditingNav: readonly NavEntry[] = [
  { to: '/console/streams', label: 'Streams' },
  { to: '/console/trails', label: 'Trails' },
  { to: '/console/activities', label: 'Who did what' },
  { to: '/console/verification', label: 'Verification' },
  { to: '/console/export', label: 'Export' },
];
