import {
  type LoadedProperties,
  loadedProperties,
} from '../../../infrastructure/configuration/loaded-properties.js';
import { readSettings } from '../../../infrastructure/configuration/read-settings.js';
import { SettingsError } from '../../../infrastructure/configuration/settings-error.js';
import { UnknownLabelError } from '../../config-server/back-ends/back-end.js';
import { FolderBackEnd } from '../../config-server/back-ends/folder-back-end.js';
import { UnreadableFileError } from '../../config-server/back-ends/unreadable-file-error.js';
import { ConfigServerSettings } from '../../config-server/config-server-settings.js';
import { decryptEnvironment } from '../../config-server/encryption/decrypt-environment.js';
import { cipherOf } from '../../config-server/encryption/text-cipher.js';
import { EnvironmentRepository } from '../../config-server/environment/environment-repository.js';
import type { ConfigurationSettings } from '../../runtime/configuration-settings.js';

/**
 * What a config server of ours will have for a process, once both run. Nothing as long as it serves a git repository, which would
 * have to be fetched.
 *
 * @param server the environment of the config server
 * @param wanted what the process will ask for
 * @throws SettingsError when they do not fit together, or a file cannot be read
 */
export async function servedProperties(
  server: NodeJS.ProcessEnv,
  application: string,
  wanted: ConfigurationSettings,
): Promise<LoadedProperties> {
  const settings = readSettings(ConfigServerSettings, server);
  if (settings.CONFIG_GIT_URI !== '') return loadedProperties([]);
  const backEnd = new FolderBackEnd(settings.CONFIG_FOLDER, settings.CONFIG_DEFAULT_LABEL);
  try {
    await backEnd.open();
    const environment = await new EnvironmentRepository(backEnd).find({
      application,
      profiles: wanted.CONFIG_PROFILE,
      label: wanted.CONFIG_LABEL || undefined,
    });
    const { propertySources } = decryptEnvironment(environment, cipherOf(settings.ENCRYPT_KEY));
    return loadedProperties(propertySources.map(({ name, source }) => ({ name, properties: source })));
  } catch (error) {
    if (error instanceof UnreadableFileError || error instanceof UnknownLabelError) {
      throw new SettingsError(error.message, { cause: error });
    }
    throw error;
  }
}
