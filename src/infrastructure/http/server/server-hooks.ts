/** How a request ended, for metrics and logs. */
export interface ServedRequest {
  readonly method: string;
  /** Path template of the operation; `unknown` when no route matched. */
  readonly route: string;
  readonly path: string;
  readonly status: number;
  readonly seconds: number;
  readonly traceId: string;
  readonly requestId: string;
}

/** What the HTTP side tells the outside. */
export interface ServerHooks {
  served(request: ServedRequest): void;
  /** An error nobody foresaw, behind a 500. */
  unexpected(
    error: unknown,
    request: { readonly method: string; readonly path: string; readonly traceId: string },
  ): void;
}
