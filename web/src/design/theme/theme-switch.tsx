import { type ReactNode, useState } from 'react';
import { buttonClass } from '../actions/button.js';
import styles from './theme-switch.module.css';
import { chooseTheme, chosenTheme, type Theme } from './theme.js';

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const SIGNS: Readonly<Record<Theme, string>> = { system: '◐', light: '☀', dark: '☾' };

/** Goes round the colours: the system's, light, dark. */
export function ThemeSwitch(): ReactNode {
  const [theme, setTheme] = useState(chosenTheme);
  const label = `Colours: ${theme}. Switch to ${NEXT[theme]}`;
  return (
    <button
      type="button"
      className={buttonClass({ look: 'quiet', size: 'small' })}
      aria-label={label}
      title={label}
      onClick={() => {
        chooseTheme(NEXT[theme]);
        setTheme(NEXT[theme]);
      }}
    >
      <span aria-hidden="true" className={styles.sign}>
        {SIGNS[theme]}
      </span>
    </button>
  );
}
