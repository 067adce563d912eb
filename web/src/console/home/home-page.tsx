import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../design/layout/page.js';
import { Panel } from '../../design/layout/panel.js';
import { consoleNav } from '../layout/console-nav.js';

/** What the console has to show. */
export function HomePage(): ReactNode {
  return (
    <Page title="Operations console" lead="How the shop runs, and all that has happened in it.">
      {consoleNav
        .filter(({ entries }) => entries.length > 0)
        .map(({ title, entries }) => (
          <Panel key={title} title={title}>
            <ul>
              {entries.map(({ to, label }) => (
                <li key={label}>
                  <Link to={to}>{label}</Link>
                </li>
              ))}
            </ul>
          </Panel>
        ))}
    </Page>
  );
}
