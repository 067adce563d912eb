import { parse as parseProperties } from 'dot-properties';
import { type ScalarTag, type Tags, parseAllDocuments } from 'yaml';
import { flatten } from '../../../infrastructure/configuration/properties/flatten.js';
import type { Properties } from '../../../infrastructure/configuration/properties/properties.js';
import { UnreadableFileError } from '../back-ends/unreadable-file-error.js';

const YES = /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON)$/;
const NO = /^(?:false|False|FALSE|no|No|NO|off|Off|OFF)$/;

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
    customTags: springTags,
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

/** As Spring's parser has them: dates stay texts, and `y` and `n` do, while `yes`, `on`, `no` and `off` are flags. */
function springTags(tags: Tags): Tags {
  return tags
    .filter((tag) => tag !== 'timestamp' && (typeof tag === 'string' || !tag.tag.endsWith(':timestamp')))
    .map((tag) => (isFlagTag(tag) ? { ...tag, test: tag.test?.test('true') === true ? YES : NO } : tag));
}

function isFlagTag(tag: Tags[number]): tag is ScalarTag {
  return typeof tag === 'object' && tag.tag === 'tag:yaml.org,2002:bool';
}
