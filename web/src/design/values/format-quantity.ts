/** A duration in ms as people say it: `420 ms`, `1.2 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1).replace(/\.0$/, '')} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return pair(seconds, 60, 'min', 1, 's');
  if (seconds < 86_400) return pair(seconds, 3_600, 'h', 60, 'min');
  return pair(seconds, 86_400, 'd', 3_600, 'h');
}

/** A count with the separators of `locale`. */
export function formatCount(count: number, locale?: string): string {
  return new Intl.NumberFormat(locale).format(count);
}

/** So many a second, with as many digits as tell something. */
export function formatRate(perSecond: number, locale?: string): string {
  const maximumFractionDigits = perSecond >= 10 ? 0 : perSecond >= 1 ? 1 : 2;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits }).format(perSecond)}/s`;
}

/** A share from 0 to 1, never 100 % before it is all. */
export function formatShare(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

/** An amount of memory in MB (of 1,048,576 bytes). */
export function formatMegabytes(bytes: number, locale?: string): string {
  return `${formatCount(Math.round(bytes / 1_048_576), locale)} MB`;
}

function pair(seconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((seconds % large) / small);
  const whole = `${Math.floor(seconds / large)} ${largeName}`;
  return rest === 0 ? whole : `${whole} ${rest} ${smallName}`;
}
