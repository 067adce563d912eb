import type { Metrics, Sample } from './metrics.js';

/** Values of one metric, each with the labels that it has beside `name`. */
export type NamedValues = readonly (readonly [
  labels: Readonly<Record<string, string>>,
  value: number,
  suffix?: string,
])[];

/** Shows the values of parts, each under its name, as one metric of Resilience4j. */
export type ShowNamed<Part> = (
  type: 'counter' | 'gauge' | 'summary',
  metric: string,
  help: string,
  values: (part: Part) => NamedValues,
) => void;

/** What shows `parts` in `metrics`; read when somebody asks for these. */
export function namedSamples<Part extends { readonly name: string }>(
  metrics: Metrics,
  parts: () => Iterable<Part>,
): ShowNamed<Part> {
  return (type, metric, help, values) =>
    metrics.samples(type, `resilience4j_${metric}`, help, function* (): Iterable<Sample> {
      for (const part of parts()) {
        for (const [labels, value, suffix = ''] of values(part)) {
          yield { labels: { name: part.name, ...labels }, value, suffix };
        }
      }
    });
}
