import type { Setting } from '../../../api/dtos.js';

/** What settings are narrowed to. */
export interface SettingsFilter {
  /** Words that stand in the key, the value or the source, in whatever case. */
  readonly search?: string | undefined;
  readonly origin?: Setting['origin'] | undefined;
}

/** The settings that fit, in their order. */
export function matchingSettings(
  settings: readonly Setting[],
  { search, origin }: SettingsFilter,
): readonly Setting[] {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return settings.filter((setting) => {
    const text = [setting.key, setting.value, setting.source].join(' ').toLowerCase();
    return (origin === undefined || setting.origin === origin) && words.every((word) => text.includes(word));
  });
}
