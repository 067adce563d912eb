import { expect } from 'chai';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** How long a page may take to show what a test waits for, in ms, on a busy machine. */
const PATIENCE_MS = 15_000;

/**
 * Somebody with a browser window of their own, who notes whatever a page must not do: ask anybody but the gateway, break the
 * Content-Security-Policy, or throw.
 */
export class Visitor {
  readonly #misdeeds: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {}

  /** @param shopUrl the gateway, which paths are relative to */
  static async arrive(
    browser: Browser,
    shopUrl: string,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const context = await browser.newContext({ baseURL: shopUrl, locale: 'en-GB', ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const visitor = new Visitor(page, context);
    visitor.#watch(page, shopUrl);
    return visitor;
  }

  /** Another window of the same browser session: they share what is stored. */
  async openAnother(): Promise<Page> {
    const page = await this.context.newPage();
    this.#watch(page, new URL(this.page.url()).origin);
    return page;
  }

  /** Closes the windows. @throws AssertionError when a page did what it must not */
  async leave(): Promise<void> {
    await this.context.close();
    expect(this.#misdeeds).to.deep.equal([]);
  }

  #watch(page: Page, shopUrl: string): void {
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      const isLocal = protocol === 'data:' || protocol === 'blob:' || origin === shopUrl;
      if (!isLocal) this.#misdeeds.push(`asked ${request.url()}`);
    });
    page.on('pageerror', (error) => this.#misdeeds.push(`threw ${error.message} at ${page.url()}`));
    page.on('console', (message) => {
      const text = message.text();
      if (/Content Security Policy|Warning:|Minified React error/.test(text)) {
        this.#misdeeds.push(`complained at ${page.url()}: ${text}`);
      }
    });
  }
}
