import { Link, useLocation } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Fragment, type ReactNode, useId, useState } from 'react';
import { buttonClass } from '../../design/actions/button.js';
import styles from './console-layout.module.css';
import { consoleNav } from './console-nav.js';

/** The way to all pages of the console; where there is no room beside the page, it unfolds until one is chosen. */
export function ConsoleNav(): ReactNode {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const [openAt, setOpenAt] = useState<string>();
  const places = useId();
  const isOpen = openAt === path;
  return (
    <nav className={clsx(styles.nav, isOpen && styles.open)} aria-label="Console">
      <button
        type="button"
        className={clsx(styles.menu, buttonClass({ size: 'small' }))}
        aria-expanded={isOpen}
        aria-controls={places}
        onClick={() => setOpenAt(isOpen ? undefined : path)}
      >
        Menu
      </button>
      <div id={places} className={styles.places}>
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
      </div>
    </nav>
  );
}
