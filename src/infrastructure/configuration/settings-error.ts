/** Environment or configuration do not hold what a process needs; the message is one line for whoever runs it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
