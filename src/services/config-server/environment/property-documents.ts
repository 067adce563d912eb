import { parse as parseProperties } from 'dot-properties';
import { parseAllDocuments } from 'yaml';
import { flatten } from '../../../infrastructure/configuration/properties/flatten.js';
import type { Properties } from '../../../infrastructure/configuration/properties/properties.js';

/** A file of the configuration cannot be read as what its name says. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

/**
 * The documents of a `.properties`, `.yml` or `.yaml` file, each flattened, as Spring reads them: YAML 1.1, `---`
 * between documents, in properties files `#---`.
 *
 * @throws UnreadableFileError
 */
export function propertyDocuments(path: string, text: string): Properties[] {
  try {
    return path.endsWith('.properties') ? propertiesDocuments(text) : yamlDocuments(text);
  } catch (error) {
    const [line = ''] = (error as Error).message.split('\n');
    throw new UnreadableFileError(`${path}: ${line.replace(/:$/, '')}`, { cause: error });
  }
}

function propertiesDocuments(text: string): Properties[] {
  return text
    .split(/^[#!]---[ \t]*$/m)
    .map((document) => new Map(Object.entries(parseProperties(document) as Record<string, string>)));
}

function yamlDocuments(text: string): Properties[] {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    intAsBigInt: true,
    // Spring, too, leaves dates as the texts they are.
    customTags: (tags) => tags.filter((tag) => tag !== 'timestamp'),
  });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    const tree: unknown = document.toJS();
    if (tree === null || tree === undefined) return [];
    return [flatten(typeof tree === 'object' && !Array.isArray(tree) ? tree : { document: tree })];
  });
}
