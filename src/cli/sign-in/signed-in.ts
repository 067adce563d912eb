import type { Credentials } from '../../infrastructure/security/credentials-file.js';
import { SignInError } from './sign-in-error.js';

interface AccessToken {
  readonly authorization: string;
  /** By `performance.now()`. */
  readonly renewAt: number;
}

/** Somebody who signs in when it is first needed, and again before the access token expires. */
export class SignedIn {
  #token: Promise<AccessToken> | undefined;

  constructor(
    private readonly gatewayUrl: string,
    private readonly credentials: Credentials,
  ) {}

  /** The `Authorization` header. @throws SignInError */
  async authorization(): Promise<string> {
    this.#token ??= this.#signIn();
    let token: AccessToken;
    try {
      token = await this.#token;
    } catch (error) {
      this.#token = undefined;
      throw error;
    }
    if (performance.now() < token.renewAt) return token.authorization;
    this.#token = undefined;
    return this.authorization();
  }

  async #signIn(): Promise<AccessToken> {
    const answer = await fetch(`${this.gatewayUrl}/sessions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(this.credentials),
    }).catch((error: Error) => {
      throw new SignInError(`No shop answers at ${this.gatewayUrl}: start one with npm start.`, {
        cause: error,
      });
    });
    const body = (await answer.json().catch(() => {
      throw new SignInError(`What answers at ${this.gatewayUrl} is no shop.`);
    })) as { accessToken: string; expiresIn: number; code?: string };
    if (!answer.ok) {
      throw new SignInError(
        `Signing in as ${this.credentials.email} was answered ${answer.status} ${body.code}`,
      );
    }
    return {
      authorization: `Bearer ${body.accessToken}`,
      renewAt: performance.now() + (body.expiresIn * 1000) / 2,
    };
  }
}
