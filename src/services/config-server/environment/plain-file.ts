import type { ConfigurationTree } from '../back-ends/back-end.js';
import { namesIn } from './environment-repository.js';

/**
 * The content of a plain file: `nginx-<profile>.conf` before `nginx.conf`, of several profiles the last one first.
 * @returns undefined when there is none
 */
export async function plainFile(
  tree: ConfigurationTree,
  profiles: string,
  path: string,
): Promise<Buffer | undefined> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const file = path.slice(folder.length);
  const dot = file.lastIndexOf('.');
  const [stem, extension] = dot < 0 ? [file, ''] : [file.slice(0, dot), file.slice(dot)];
  const suffixes = [
    ...namesIn(profiles)
      .toReversed()
      .map((profile) => `-${profile}`),
    '',
  ];
  for (const suffix of suffixes) {
    const content = await tree.read(`${folder}${stem}${suffix}${extension}`);
    if (content !== undefined) return content;
  }
  return undefined;
}
