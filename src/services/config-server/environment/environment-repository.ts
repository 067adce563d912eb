import { mergeSources } from '../../../infrastructure/configuration/properties/merge-sources.js';
import type { ConfigurationBackEnd, ConfigurationTree } from '../back-ends/back-end.js';
import { UnreadableFileError } from '../back-ends/unreadable-file-error.js';
import type { Environment, PropertySource } from './environment.js';
import { profileExpressionHolds } from './profile-expression.js';
import { propertyDocuments } from './property-documents.js';

const SHARED = 'application';
const ACTIVATION = 'spring.config.activate.on-profile';
/** Of files that differ in this only, the first wins. */
const EXTENSIONS = ['properties', 'yml', 'yaml'];

/** What somebody asks for. `application` and `profiles` may be several, separated by commas. */
export interface EnvironmentRequest {
  readonly application: string;
  readonly profiles: string;
  readonly label: string | undefined;
}

/**
 * Finds the properties of an application as Spring Cloud Config does: profile files before plain ones, of several
 * profiles the last one first; the application's own before those of `application`; later documents of a file before
 * earlier ones, as far as their `spring.config.activate.on-profile` holds.
 */
export class EnvironmentRepository {
  constructor(private readonly backEnd: ConfigurationBackEnd) {}

  /**
   * An application nobody knows gets what applies to all.
   * @throws UnknownLabelError
   * @throws UnreadableFileError
   */
  async find({ application, profiles, label }: EnvironmentRequest): Promise<Environment> {
    const tree = await this.backEnd.tree(label);
    const active = namesIn(profiles);
    const applications = [...new Set([SHARED, ...namesIn(application)])].toReversed();
    const files = [...active.toReversed().map((profile) => `-${profile}`), ''].flatMap((suffix) =>
      applications.flatMap((name) => EXTENSIONS.map((extension) => `${name}${suffix}.${extension}`)),
    );
    const sources = await Promise.all(files.map((file) => sourcesIn(tree, file, new Set(active))));
    return {
      name: application,
      profiles: active,
      label: label ?? null,
      version: tree.version,
      state: null,
      propertySources: sources.flat(),
    };
  }
}

/** All properties that apply, each once; what only switches documents on is left out. */
export function effectiveProperties({ propertySources }: Environment): ReturnType<typeof mergeSources> {
  const properties = mergeSources(propertySources.map(({ source }) => source));
  properties.delete(ACTIVATION);
  return properties;
}

/** The names in a list with commas. */
export function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

async function sourcesIn(
  tree: ConfigurationTree,
  path: string,
  active: ReadonlySet<string>,
): Promise<PropertySource[]> {
  const content = await tree.read(path);
  if (content === undefined) return [];
  const documents = propertyDocuments(path, content.toString());
  return documents
    .map((source, index) => ({
      name: documents.length > 1 ? `${tree.nameOf(path)} (document #${index})` : tree.nameOf(path),
      source,
    }))
    .filter(({ source }) => isActive(path, source, active))
    .toReversed();
}

function isActive(path: string, source: PropertySource['source'], active: ReadonlySet<string>): boolean {
  const alternatives = [...source].flatMap(([key, value]) =>
    key === ACTIVATION || key.startsWith(`${ACTIVATION}[`) ? [String(value)] : [],
  );
  if (alternatives.length === 0) return true;
  try {
    return alternatives.some((expression) => profileExpressionHolds(expression, active));
  } catch (error) {
    throw new UnreadableFileError(`${path}: ${(error as Error).message}`, { cause: error });
  }
}
