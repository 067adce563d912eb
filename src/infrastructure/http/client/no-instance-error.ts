/** Nobody knows an instance of a service. */
export class NoInstanceError extends Error {
  override readonly name = 'NoInstanceError';

  constructor(service: string) {
    super(`there is no instance of ${service}`);
  }
}
