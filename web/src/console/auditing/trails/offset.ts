/** Time since the beginning, as short as it can be: `+0 ms`, `+1.25 s`, `+3 min 5 s`, `+2 h 10 min`, `+3 d 4 h`. */
export function formatOffset(ms: number): string {
  if (ms < 1_000) return `+${Math.round(ms)} ms`;
  if (ms < 60_000) return `+${Number((ms / 1_000).toFixed(2))} s`;
  const seconds = Math.floor(ms / 1_000);
  const [minutes, hours, days] = [
    Math.floor(seconds / 60),
    Math.floor(seconds / 3_600),
    Math.floor(seconds / 86_400),
  ];
  if (minutes < 60) return `+${minutes} min ${seconds % 60} s`;
  if (hours < 24) return `+${hours} h ${minutes % 60} min`;
  return `+${days} d ${hours % 24} h`;
}
