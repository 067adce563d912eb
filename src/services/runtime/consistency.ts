import { positionOfConsistencyToken } from '../../application/consistency-token.js';
import { type Principal, requireOwn } from '../../application/principal.js';
import type { Page } from '../../application/read-models/page.js';
import { ReadModelBehindError } from '../../application/read-models/read-model-behind-error.js';
import type { Reply } from '../../infrastructure/http/contract/handlers.js';
import { NotFoundError } from '../../domain/not-found-error.js';

const PATIENCE_MS = 2_000;

/** The read model behind a query. */
export interface Consistent {
  waitFor(position: bigint, timeoutMs: number): Promise<boolean>;
}

/**
 * Waits until the read model shows what the token stands for; returns at once without one.
 * @throws InvalidConsistencyTokenError
 * @throws ReadModelBehindError
 */
export async function awaitToken(readModel: Consistent, token: string | undefined): Promise<void> {
  if (token === undefined) return;
  if (await readModel.waitFor(positionOfConsistencyToken(token), PATIENCE_MS)) return;
  throw new ReadModelBehindError();
}

/**
 * The document, if there is one and `principal` may see it: what belongs to a customer is shown to nobody else.
 * @throws NotFoundError when there is none
 * @throws NotYoursError
 */
export function visible<View extends { readonly customerId?: string }>(
  aggregate: string,
  id: string,
  view: View | undefined,
  principal: Principal,
): View {
  if (view === undefined) throw new NotFoundError(aggregate, id);
  if (view.customerId !== undefined) requireOwn(principal, view.customerId);
  return view;
}

/** The reply with one document that is `visible`, under its revision. @throws NotFoundError, NotYoursError */
export function found<View extends { readonly revision: number; readonly customerId?: string }>(
  aggregate: string,
  id: string,
  view: View | undefined,
  principal: Principal,
): Reply<View> {
  const body = visible(aggregate, id, view, principal);
  return { body, revision: body.revision };
}

/** The reply with one page of a list. */
export function listed<View>({ items, nextCursor }: Page<View>): Reply<Page<View>> {
  return { body: { items, nextCursor } };
}

/** How many items a list has when nobody says. */
export const DEFAULT_LIMIT = 20;
