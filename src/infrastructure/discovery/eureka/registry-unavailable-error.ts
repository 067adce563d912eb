/** No registry gave an answer that could be used. */
export class RegistryUnavailableError extends Error {
  override readonly name = 'RegistryUnavailableError';
}
