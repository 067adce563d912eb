/**
 * The ways that lead to an entry of a nested list of links, each from the outermost entry on.
 *
 * @param snapshot as `Locator.ariaSnapshot()` gives it
 */
export function pathsTo(name: string, snapshot: string): string[][] {
  const links = snapshot
    .split('\n')
    .map((line) => /^( *)- link "([^"]+)"/.exec(line))
    .filter((found) => found !== null)
    .map(([, indent = '', title = '']) => ({ depth: indent.length, title }));
  return links.flatMap(({ title }, index) => (title === name ? [pathOf(links.slice(0, index + 1))] : []));
}

function pathOf(links: readonly { readonly depth: number; readonly title: string }[]): string[] {
  const path: string[] = [];
  let depth = Infinity;
  for (const link of links.toReversed()) {
    if (link.depth >= depth) continue;
    depth = link.depth;
    path.unshift(link.title);
  }
  return path;
}
