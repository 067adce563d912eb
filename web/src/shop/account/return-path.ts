import * as v from 'valibot';

const PATH = /^\/shop(?:$|[/?#])/;
const WAYS_IN: ReadonlySet<string> = new Set(['/shop/sign-in', '/shop/register']);

/** The search parameter that says where to go once somebody is signed in: a path of the storefront, or missing. */
export const returnParam = () => v.fallback(v.optional(v.pipe(v.string(), v.regex(PATH))), undefined);

/** Where to return to from a location: itself, or where a way in that it shows would return to. */
export function returnPathOf(location: {
  readonly pathname: string;
  readonly search: { readonly to?: unknown };
  readonly href: string;
}): string | undefined {
  const { pathname, search, href } = location;
  if (!WAYS_IN.has(pathname.replace(/\/$/, ''))) return href;
  return typeof search.to === 'string' ? search.to : undefined;
}
