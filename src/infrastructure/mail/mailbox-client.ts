import { request } from 'undici';
import type { MailDetails, MailDto } from '../http/contracts/operations/mailbox-dtos.js';
import { HttpError, unavailable } from '../http/problems/http-error.js';

const BOUND_MS = 3_000;

/** Which mails are meant: `limit` of the newest, of those to an address, of those before one. */
export interface MailRequest {
  readonly limit: number;
  readonly to?: string | undefined;
  readonly before?: string | undefined;
}

/** Looks into a development mailbox over its HTTP side. */
export class MailboxClient {
  /** @param url empty when the shop has none */
  constructor(private readonly url: string) {}

  /** The newest first. @throws HttpError 404 `mailbox-not-found`, 503 `mailbox-unavailable` */
  async list({ limit, to, before }: MailRequest): Promise<MailDto[]> {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(to === undefined ? {} : { to }),
      ...(before === undefined ? {} : { before }),
    });
    return ((await this.#ask<MailDto[]>(`/messages?${query.toString()}`)) ?? []).toReversed();
  }

  /** Undefined when there is no such mail. @throws HttpError 404 `mailbox-not-found`, 503 `mailbox-unavailable` */
  read(messageId: string): Promise<MailDetails | undefined> {
    return this.#ask(`/messages/${encodeURIComponent(messageId)}`);
  }

  async #ask<Answer>(path: string): Promise<Answer | undefined> {
    if (this.url === '') {
      throw new HttpError(404, 'mailbox-not-found', 'The mails of this shop go to a server of its own');
    }
    try {
      const signal = AbortSignal.timeout(BOUND_MS);
      const { statusCode, body } = await request(this.url.replace(/\/$/, '') + path, { signal });
      const text = await body.text();
      if (statusCode === 404) return undefined;
      if (statusCode !== 200) throw new Error(`answers ${statusCode}`);
      return JSON.parse(text) as Answer;
    } catch (error) {
      throw unavailable('mailbox-unavailable', 'The mailbox gives no answer', error);
    }
  }
}
