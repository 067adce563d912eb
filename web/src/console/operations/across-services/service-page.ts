import type { ApiError } from '../../../api/api-error.js';

/** What one service contributed to a page over several. */
export interface ServicePart<Item> {
  readonly service: string;
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
  /** Why it contributed nothing. */
  readonly error?: ApiError;
}

/** A page over several services. */
export type ServicePage<Item> = readonly ServicePart<Item>[];

/** An item and the service whose it is. */
export type Placed<Item> = Item & { readonly service: string };

/** Which services are asked for a page, and from where on; from the start where there is no cursor. */
export type ServiceCursors = Readonly<Record<string, string | undefined>>;

/** What a list over several services consists of so far. */
export interface Collected<Item> {
  readonly items: readonly Placed<Item>[];
  /** The services that gave no answer: what they have is missing. */
  readonly missing: readonly { readonly service: string; readonly error: ApiError }[];
}

/** What a list is in order of, the largest first. ISO 8601 times do. */
export type OrderOf<Item> = (item: Item) => string;

/**
 * The pages as one list, the largest first. What a service may still have something in front of is held back: once
 * shown, an item never gets another one above it by asking for more.
 * @param orderOf what each service's own list is in order of, the largest first
 */
export function collected<Item>(
  pages: readonly ServicePage<Item>[],
  orderOf: OrderOf<Item>,
): Collected<Item> {
  const parts = pages.flat();
  const horizon = horizonOf(pages, orderOf);
  const items = parts
    .flatMap(({ service, items: own }) => own.map((item) => ({ ...item, service })))
    .filter((item) => horizon === undefined || orderOf(item) >= horizon)
    .sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : orderOf(a) > orderOf(b) ? -1 : 0));
  const missing = parts.flatMap(({ service, error }) => (error === undefined ? [] : [{ service, error }]));
  return { items, missing };
}

/** Whom to ask for more: those that hold others back. Undefined when all is there. */
export function nextCursors<Item>(
  pages: readonly ServicePage<Item>[],
  orderOf: OrderOf<Item>,
): ServiceCursors | undefined {
  const horizon = horizonOf(pages, orderOf);
  const asked = unfinished(pages).filter(({ last }) => last === undefined || orderOf(last) === horizon);
  if (asked.length === 0) return undefined;
  return Object.fromEntries(asked.map(({ service, cursor }) => [service, cursor]));
}

/** Down to where every service has told what it has; undefined when all have told everything. */
function horizonOf<Item>(pages: readonly ServicePage<Item>[], orderOf: OrderOf<Item>): string | undefined {
  const lasts = unfinished(pages).flatMap(({ last }) => (last === undefined ? [] : [orderOf(last)]));
  return lasts.reduce<string | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined);
}

/** The services with more to tell, where to go on, and the last item of each. */
function unfinished<Item>(pages: readonly ServicePage<Item>[]) {
  const latest = new Map(pages.flat().map((part) => [part.service, part]));
  return [...latest.values()].flatMap(({ service, items, nextCursor }) =>
    nextCursor === null ? [] : [{ service, cursor: nextCursor, last: items.at(-1) }],
  );
}
