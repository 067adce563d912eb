const secrets = new WeakMap<object, Set<string>>();

/** By which settings are taken for secrets that do not say so themselves. */
const TELLING = /(?:secret|password|passwd|private[-_.]?key|signing[-_.]?key|api[-_.]?key|credentials?)$/i;

/** Marks a property of a class of settings as a secret: its value is shown to nobody. */
export function IsSecret(): PropertyDecorator {
  return (target, property) => {
    const known = secrets.get(target) ?? new Set();
    secrets.set(target, known.add(String(property)));
  };
}

/** Whether a property of these settings is a secret: by its mark, or a text whose name tells. */
export function isSecretSetting(settings: object, property: string, value: unknown): boolean {
  if (TELLING.test(property) && typeof value !== 'boolean' && typeof value !== 'number') return true;
  for (let at: unknown = Object.getPrototypeOf(settings); at; at = Object.getPrototypeOf(at)) {
    if (secrets.get(at)?.has(property) === true) return true;
  }
  return false;
}
