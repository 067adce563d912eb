import countries from 'country-list/data.json' with { type: 'json' };

const names = new Intl.DisplayNames('en', { type: 'region' });

/** The names of all countries by their ISO 3166-1 alpha-2 codes, in the order of the names. */
export const countryNames: Readonly<Record<string, string>> = Object.fromEntries(
  countries
    .map(({ code }) => [code, nameOf(code)] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, 'en')),
);

function nameOf(code: string): string {
  return names.of(code) ?? code;
}
