import { Link, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import icon from '../../design/icon.svg';
import { MAIN_ID } from '../../design/layout/focus-main.js';
import { SkipLink } from '../../design/layout/skip-link.js';
import { ThemeSwitch } from '../../design/theme/theme-switch.js';
import { shopNav } from '../shop-nav.js';
import { AccountLink } from './account-link.js';
import { CartLink } from './cart-link.js';
import styles from './shop-layout.module.css';

/** The frame of the storefront: navigation and account above, the page below. */
export function ShopLayout(): ReactNode {
  return (
    <>
      <SkipLink />
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link to="/shop" className={styles.brand}>
            <img src={icon} alt="" width="28" height="28" />
            <span className={styles.title}>WebStore</span>
          </Link>
          <nav className={styles.nav} aria-label="Storefront">
            {shopNav.map(({ to, label }) => (
              <Link
                key={label}
                to={to}
                className={styles.place}
                activeOptions={{ exact: to === '/shop', includeSearch: false }}
              >
                {label}
              </Link>
            ))}
          </nav>
          <div className={styles.account}>
            <ThemeSwitch />
            <nav className={styles.nav} aria-label="Cart and account">
              <CartLink />
              <AccountLink />
            </nav>
          </div>
        </div>
      </header>
      <main id={MAIN_ID} className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <footer className={styles.footer}>
        <p>Every order here is a story of events. Nothing is overwritten, and nothing is lost.</p>
      </footer>
    </>
  );
}
