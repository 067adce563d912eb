import { type Session, sessionFrom } from './session.js';

/** Where texts are kept by key: `localStorage`. */
export type KeptTexts = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The session of one part of the web, shared by all its tabs and kept over reloads. */
export class SessionStore {
  readonly #listeners = new Set<() => void>();
  #text: string | null = null;
  #session: Session | undefined;

  /**
   * @param key storefront and console have sessions of their own: to shop, nobody needs an administrator's token
   * @param otherTabs tells of changes by other tabs: `window`
   */
  constructor(
    private readonly texts: KeptTexts,
    private readonly key: string,
    otherTabs?: Pick<EventTarget, 'addEventListener'>,
  ) {
    otherTabs?.addEventListener('storage', () => this.#tell());
  }

  /** The session as it is now; the same object as long as it does not change. */
  readonly read = (): Session | undefined => {
    const text = this.texts.getItem(this.key);
    if (text !== this.#text) {
      this.#text = text;
      this.#session = sessionFrom(text);
    }
    return this.#session;
  };

  write(session: Session | undefined): void {
    if (session === undefined) this.texts.removeItem(this.key);
    else this.texts.setItem(this.key, JSON.stringify(session));
    this.#tell();
  }

  /** Tells of each change, by whatever tab. @returns what ends that */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
