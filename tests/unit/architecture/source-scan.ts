/** What a source file imports, and what it calls of the world outside. */
export interface SourceScan {
  readonly imports: readonly string[];
  /** Calls that read the clock, wait, or draw randomness. */
  readonly impureCalls: readonly string[];
}

const importPatterns = [
  /\b(?:import|export)\b[^;'"`]*?\bfrom\s*(['"])(?<specifier>[^'"]+)\1/g,
  /\bimport\s*(['"])(?<specifier>[^'"]+)\1/g,
  /\bimport\s*\(\s*(['"`])(?<specifier>[^'"`]+)\1/g,
  /\brequire\s*\(\s*(['"`])(?<specifier>[^'"`]+)\1/g,
];

const impurePatterns = [
  /\bDate\s*\.\s*now\b/g,
  /\bnew\s+Date\s*(?:\(\s*\)|(?![\s(\w]))/g,
  /\b(?:setTimeout|setInterval|setImmediate)\b/g,
  /\bMath\s*\.\s*random\b/g,
  /\brandom(?:UUID|Bytes|Int)\b/g,
  /\bgetRandomValues\b/g,
  /\bperformance\s*\.\s*now\b/g,
  /\bhrtime\b/g,
];

/** Reads a TypeScript source by patterns: the native compiler has no API to ask. Comments and texts do not count. */
export function scanSource(source: string): SourceScan {
  const code = withoutComments(source);
  const imports = importPatterns.flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => match.groups!.specifier!),
  );
  const spoken = withoutTexts(code);
  const impureCalls = impurePatterns.flatMap((pattern) =>
    [...spoken.matchAll(pattern)].map(([call]) => call),
  );
  return { imports: [...new Set(imports)], impureCalls };
}

const commentOrText =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

function withoutComments(source: string): string {
  return source.replace(commentOrText, (found) => (found.startsWith('/') ? ' ' : found));
}

/** Template literals stay: their placeholders are code. */
function withoutTexts(code: string): string {
  return code.replace(commentOrText, (found) => (found.startsWith('`') ? found : "''"));
}
