/** The config server gives no answer, or none that can be used; the message says which in one line. */
export class ConfigurationUnavailableError extends Error {
  override readonly name = 'ConfigurationUnavailableError';
}
