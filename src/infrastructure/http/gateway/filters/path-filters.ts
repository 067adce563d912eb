import type { GatewayFilter } from '../gateway-filter.js';
import { argumentsOf, wholeNumber, type Shortcut } from '../routing/shortcut.js';

/** `StripPrefix=1`: leaves out the first segments: `/api/orders` → `/orders`. */
export function stripPrefix(shortcut: Shortcut): GatewayFilter {
  const count = wholeNumber(argumentsOf(shortcut, 1)[0] ?? '', 0, 20);
  return rewriting(
    (path) =>
      `/${path
        .split('/')
        .slice(count + 1)
        .join('/')}`,
  );
}

/** `PrefixPath=/api`: puts something before the path. */
export function prefixPath(shortcut: Shortcut): GatewayFilter {
  const prefix = argumentsOf(shortcut, 1)[0] ?? '';
  if (!/^(?:\/[\w.~-]+)+$/.test(prefix)) throw new RangeError(`no path: ${prefix}`);
  return rewriting((path) => prefix + path);
}

/** `RewritePath=/red/(?<rest>.*),/$\{rest}`: a regular expression, and what replaces what it finds. */
export function rewritePath(shortcut: Shortcut): GatewayFilter {
  const [source = '', replacement = ''] = argumentsOf(shortcut, 2);
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, 'gu');
  } catch {
    throw new RangeError(`no regular expression: ${source}`);
  }
  // Spring writes `$\{name}` so that it is no placeholder of the configuration; JavaScript has `$<name>`.
  const template = replacement.replaceAll(/\$\\?\{(\w+)\}/g, '$<$1>');
  return rewriting((path) => path.replace(pattern, template));
}

/** `SetPath=/orders/{orderId}`: another path, with what the path's pattern captured. */
export function setPath(shortcut: Shortcut): GatewayFilter {
  const template = argumentsOf(shortcut, 1)[0] ?? '';
  if (!/^\/\S*$/.test(template)) throw new RangeError(`no path: ${template}`);
  return rewriting((_, variables) =>
    template.replaceAll(/\{(\w+)\}/g, (__, name: string) => variables[name] ?? ''),
  );
}

/** Rewrites the path that the service is asked for; it begins with exactly one slash whatever comes out. */
function rewriting(
  rewrite: (path: string, variables: Readonly<Record<string, string>>) => string,
): GatewayFilter {
  return (next) => (exchange) => {
    const path = rewrite(exchange.targetPath, exchange.variables);
    exchange.targetPath = `/${path.replace(/^\/+/, '')}`;
    return next(exchange);
  };
}
