import type { Page } from 'playwright-core';

/** The size and the colours that a page is looked at in. */
export interface Look {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'dark' | 'light';
}

/** As on a small telephone at night, and as on a desk by day. */
export const looks = {
  narrow: { width: 360, height: 780, colorScheme: 'dark' },
  wide: { width: 1440, height: 900, colorScheme: 'light' },
} as const satisfies Readonly<Record<string, Look>>;

/** Shows a page in another look. Nothing moves, so that it is there at once. */
export async function showIn(page: Page, { width, height, colorScheme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height });
}
