import { HttpError } from '../../../infrastructure/http/problems/http-error.js';
import { type EnvironmentRequest, namesIn } from '../environment/environment-repository.js';
import type { Format } from '../representations/representation.js';

/** How many applications or profiles one request may name: every pair of them is a file to look for. */
const MAX_NAMES = 10;

/** What a path of the config server asks for. */
export type ConfigCall =
  | ({ readonly kind: 'environment' } & EnvironmentRequest)
  | ({ readonly kind: 'representation'; readonly format: Format } & EnvironmentRequest)
  | ({ readonly kind: 'file'; readonly path: string } & EnvironmentRequest);

/**
 * Reads a path, not decoded yet and without the query:
 * `/{application}/{profiles}[/{label}]`, `/[{label}/]{application}-{profiles}.{yml|yaml|properties|json}` and
 * `/{application}/{profiles}/{label}/{path}`, in which `useDefaultLabel` leaves out the label. In a label `(_)` stands
 * for a slash.
 *
 * @returns undefined when nothing lies under such a path
 * @throws HttpError 400 `path-refused` for whatever would lead out of the configuration, however it is encoded; 400
 * `too-many-names` for longer lists than anybody needs
 */
export function configCallOf(path: string, useDefaultLabel: boolean): ConfigCall | undefined {
  const segments = path.slice(1).split('/').map(decoded);
  if (segments.some((segment) => segment === '')) return undefined;
  const [first = '', second = '', third, ...rest] = segments;

  if (segments.length <= 2) {
    const call = representationCall(segments.at(-1) ?? '', second === '' ? undefined : first);
    if (call !== undefined) return call;
    if (second === '') return undefined;
  }
  const named = { application: nameOf(first), profiles: nameOf(second) };
  if (useDefaultLabel && third !== undefined) {
    return { kind: 'file', ...named, label: undefined, path: pathOf([third, ...rest].join('/')) };
  }
  const label = third === undefined ? undefined : labelOf(third);
  if (rest.length === 0) return { kind: 'environment', ...named, label };
  return { kind: 'file', ...named, label, path: pathOf(rest.join('/')) };
}

/** As Spring, the last hyphen ends the application's name. */
function representationCall(file: string, label: string | undefined): ConfigCall | undefined {
  const [, application, profiles, format] = /^(.+)-([^-]+)\.(ya?ml|properties|json)$/s.exec(file) ?? [];
  if (application === undefined || profiles === undefined) return undefined;
  return {
    kind: 'representation',
    format: format as Format,
    application: nameOf(application),
    profiles: nameOf(profiles),
    label: label === undefined ? undefined : labelOf(label),
  };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    throw new HttpError(400, 'malformed-path', 'The path is not properly percent-encoded', { cause: error });
  }
}

function nameOf(segment: string): string {
  if (segment.includes('/')) throw refused();
  if (namesIn(segment).length > MAX_NAMES) {
    throw new HttpError(
      400,
      'too-many-names',
      `A request names at most ${MAX_NAMES} applications and profiles each`,
    );
  }
  return pathOf(segment);
}

function labelOf(segment: string): string {
  return pathOf(segment.replaceAll('(_)', '/'));
}

/** A percent sign that is left was encoded twice. */
function pathOf(text: string): string {
  const isSafe = text
    .split('/')
    .every((part) => part !== '' && !part.startsWith('.') && !/[\\%]|\p{Cc}/u.test(part));
  if (!isSafe) throw refused();
  return text;
}

function refused(): HttpError {
  return new HttpError(400, 'path-refused', 'The path contains what leads out of the configuration');
}
