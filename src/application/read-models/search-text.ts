const longestSearch = 200;

/** What a search looks in: the texts in lower case. */
export function searchText(...texts: readonly string[]): string {
  return texts.join('\n').toLowerCase();
}

/** The condition on `searchText` for what a caller typed; undefined when that is nothing. Long input is cut. */
export function searchCondition(search: string | undefined): { readonly contains: string } | undefined {
  const contains = search?.trim().slice(0, longestSearch).toLowerCase();
  return contains === undefined || contains === '' ? undefined : { contains };
}
