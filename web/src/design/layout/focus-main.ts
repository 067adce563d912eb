/** The id of what a page shows, beside header and footer. */
export const MAIN_ID = 'main';

/** Moves the focus to the beginning of the page: where it goes when what had it is gone, or the page is another one. */
export function focusMain(options: FocusOptions = { preventScroll: true }): void {
  document.getElementById(MAIN_ID)?.focus(options);
}
