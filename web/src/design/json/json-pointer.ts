/** The JSON pointer (RFC 6901) of a field within what `parent` points at. */
export function pointerTo(parent: string, name: string | number): string {
  return `${parent}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The names that a JSON pointer goes through; none of the whole. */
export function pointerNames(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A pointer as people write it: `content.lines[0].quantity`; "the whole" for that. */
export function readablePointer(pointer: string): string {
  const names = pointerNames(pointer);
  if (names.length === 0) return 'the whole';
  return names
    .map((name, index) => (/^\d+$/.test(name) ? `[${name}]` : index === 0 ? name : `.${name}`))
    .join('');
}

/** Whether one of `pointers` points at `pointer` or within it. */
export function touches(pointers: ReadonlySet<string>, pointer: string): boolean {
  if (pointers.has(pointer)) return true;
  for (const one of pointers) if (one.startsWith(`${pointer}/`)) return true;
  return false;
}
