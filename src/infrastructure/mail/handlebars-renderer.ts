import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EmailRenderer } from '../../application/customer-service/email-renderer.js';
import type { EmailRequested } from '../../domain/email/events.js';
import type { OrderEmailKind } from '../../domain/email/order-email.js';
import { emailView, type EmailView } from './email-view.js';
import { templatesFolder } from './templates-folder.js';

type Template = (view: EmailView) => string;

const kinds: readonly OrderEmailKind[] = [
  'order-received',
  'order-confirmed',
  'order-rejected',
  'order-cancelled',
];

/**
 * Renders with the Handlebars templates `<kind>.html.hbs` and `<kind>.txt.hbs`, the HTML ones inside `layout.html.hbs`.
 * They are read once, in the constructor, and compiled when first used.
 */
export class HandlebarsRenderer implements EmailRenderer {
  readonly #handlebars = Handlebars.create();
  readonly #html = new Map<OrderEmailKind, Template>();
  readonly #text = new Map<OrderEmailKind, Template>();

  /** @throws Error when a template is missing */
  constructor(folder = templatesFolder()) {
    const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
    this.#handlebars.registerPartial('layout', read('layout.html.hbs'));
    const options = { strict: true, knownHelpersOnly: true };
    for (const kind of kinds) {
      this.#html.set(kind, this.#handlebars.compile(read(`${kind}.html.hbs`), options));
      this.#text.set(kind, this.#handlebars.compile(read(`${kind}.txt.hbs`), { ...options, noEscape: true }));
    }
  }

  render(email: EmailRequested['data']): { text: string; html: string } {
    const html = this.#html.get(email.kind);
    const text = this.#text.get(email.kind);
    if (html === undefined || text === undefined) throw new Error(`there is no template for ${email.kind}`);
    const view = emailView(email);
    return { text: text(view), html: html(view) };
  }
}
