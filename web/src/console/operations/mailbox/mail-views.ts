import type { MailDetails } from '../../../api/dtos.js';

/** How a mail can be shown. */
export const VIEWS = { html: 'HTML', text: 'Text', headers: 'Headers' } as const;

export type View = keyof typeof VIEWS;

/** The ways in which a mail can be shown, the fullest first. */
export function viewsOf({ html, text }: Pick<MailDetails, 'html' | 'text'>): View[] {
  return [
    ...(html === null ? [] : (['html'] as const)),
    ...(text === null ? [] : (['text'] as const)),
    'headers',
  ];
}

/** The way that is asked for, or the first one when the mail has no such part. */
export function shownView(mail: Pick<MailDetails, 'html' | 'text'>, asked: View | undefined): View {
  const views = viewsOf(mail);
  return views.find((view) => view === asked) ?? views[0]!;
}
