/** The environment variables that a command was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The shop's data folder: as given, else by the environment, else that of a shop started here. */
export function dataFolder(given: string | undefined, environment: Environment): string {
  return given ?? (environment['WEBSTORE_DATA'] || '.webstore');
}
