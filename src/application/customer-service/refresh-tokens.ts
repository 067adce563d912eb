/** Makes refresh tokens, and recognises those it has made whatever became of them since: nobody has to keep a list of them. */
export interface RefreshTokens {
  /** A new token, other than all before. */
  issue(sessionId: string): string;
  /** The session that a token was issued for; undefined when it was not issued here. */
  sessionOf(token: string): string | undefined;
}
