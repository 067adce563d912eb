import { posix } from 'node:path';
import { scanSource } from './source-scan.js';

interface Layer {
  /** The layers of src/ that this one may import from, besides itself. */
  readonly mayUse: readonly string[];
  /** npm packages and Node modules it may import; any, when absent. */
  readonly packages?: readonly string[];
  /** Whether it must leave clock, timers and randomness to ports. */
  readonly pure: boolean;
}

const outerLayers = ['domain', 'application', 'projections', 'infrastructure'];

/** Imports point inwards: domain ← application ← projections, infrastructure ← services. */
const layers: Readonly<Record<string, Layer>> = {
  domain: { mayUse: [], packages: [], pure: true },
  application: { mayUse: ['domain'], packages: ['uuid', 'lru-cache', 'node:crypto'], pure: true },
  projections: { mayUse: ['domain', 'application'], packages: ['lru-cache'], pure: true },
  infrastructure: { mayUse: ['domain', 'application', 'projections'], pure: false },
  testing: { mayUse: ['domain', 'application', 'projections'], pure: false },
  services: { mayUse: outerLayers, pure: false },
  cli: { mayUse: outerLayers, pure: false },
};

/**
 * What a file of src/ does against the rules of its layer, a sentence each.
 *
 * @param path the file's path from the project root, with forward slashes
 */
export function violationsIn(path: string, source: string): string[] {
  const layerName = path.split('/')[1]!;
  const layer = layers[layerName];
  if (!layer) return [`${path}: src/${layerName} is no layer`];

  const { imports, impureCalls } = scanSource(source);
  const violations = imports
    .filter((specifier) => !isAllowed(path, layerName, layer, specifier))
    .map((specifier) => `${path}: ${layerName} imports ${specifier}`);
  if (layer.pure) violations.push(...impureCalls.map((call) => `${path}: ${layerName} calls ${call}`));
  return violations;
}

function isAllowed(path: string, layerName: string, layer: Layer, specifier: string): boolean {
  if (specifier.startsWith('.')) {
    const [top, target] = posix.join(posix.dirname(path), specifier).split('/');
    return top === 'src' && (target === layerName || layer.mayUse.includes(target!));
  }
  if (specifier.startsWith('@webstore/')) return false;
  return layer.packages === undefined || layer.packages.includes(specifier);
}
