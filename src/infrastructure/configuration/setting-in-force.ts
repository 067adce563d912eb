import type { PropertyValue } from './properties/properties.js';
import { isSecretSetting } from './secret-setting.js';

/** Where the value of a setting comes from. */
export interface SettingOrigin {
  readonly origin: 'environment' | 'config-server' | 'default';
  /** The variable, or the file as the config server names it; null for a default. */
  readonly source: string | null;
}

/** One setting that a process goes by. */
export interface SettingInForce extends SettingOrigin {
  /** `STOCK_ANSWER_TIMEOUT_MS`, `log.level`. */
  readonly key: string;
  readonly value: PropertyValue | null;
  readonly secret: boolean;
  /** Whether a change takes effect without a restart. */
  readonly live: boolean;
}

const HIDDEN_SETTING = '(hidden)';

/** A setting as it may be shown: secrets are hidden, and credentials within addresses. */
export function settingInForce(
  setting: Pick<SettingInForce, 'key' | 'live'> & SettingOrigin,
  settings: object,
  property: string,
  value: unknown,
): SettingInForce {
  const { key, live, origin, source } = setting;
  const secret = isSecretSetting(settings, property, value);
  return { key, value: secret ? HIDDEN_SETTING : shown(value), origin, source, secret, live };
}

function shown(value: unknown): PropertyValue | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return textOf(value).replaceAll(/:\/\/\S*@/g, `://${HIDDEN_SETTING}@`);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isTexts ? value.join(',') : JSON.stringify(value);
}
