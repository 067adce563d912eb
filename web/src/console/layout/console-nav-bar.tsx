import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import styles from './console-layout.module.css';
import { consoleNav } from './console-nav.js';

/** The way to all pages of the console. */
export function ConsoleNav(): ReactNode {
  return (
    <nav className={styles.nav} aria-label="Console">
      <Link to="/console" activeOptions={{ exact: true }}>
        Home
      </Link>
      {consoleNav
        .filter(({ entries }) => entries.length > 0)
        .map(({ title, entries }) => (
          <Fragment key={title}>
            <h2>{title}</h2>
            {entries.map(({ to, label }) => (
              <Link key={label} to={to} activeOptions={{ includeSearch: false }}>
                {label}
              </Link>
            ))}
          </Fragment>
        ))}
    </nav>
  );
}
