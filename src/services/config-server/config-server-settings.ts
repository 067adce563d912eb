import { IsString, Matches } from 'class-validator';
import { IsWholeParameter } from '../../infrastructure/http/validation/rules.js';
import { ProcessSettings } from '../runtime/service-settings.js';

/** Settings of the config server; they come from its environment only. */
export class ConfigServerSettings extends ProcessSettings {
  override PORT = 8888;
  override INSTANCE = 'config-server-1';
  /** The folder that is served, unless a git repository is. */
  @IsString() CONFIG_FOLDER = 'config';
  /** A git repository to serve in its place, as `git fetch` takes it; needs the `git` executable. */
  @Matches(/^(?!-)\S*$/, { message: 'must be what git fetch takes' }) CONFIG_GIT_URI = '';
  /** Where the repository is copied to; empty = a temporary folder. */
  @IsString() CONFIG_GIT_DIRECTORY = '';
  /** What is served when a request names no label. */
  @Matches(/^[\w./-]{1,128}$/) CONFIG_DEFAULT_LABEL = 'main';
  /** How often folder or repository are looked at for changes, in milliseconds. */
  @IsWholeParameter(100, 3_600_000) CONFIG_POLL_MS = 2_000;
  /** The key of `{cipher}` values; empty = none can be read. */
  @IsString() ENCRYPT_KEY = '';
  /** With a password, everything but health and metrics asks for it (HTTP Basic). */
  @Matches(/^[^:]+$/) CONFIG_USER = 'config';
  @IsString() CONFIG_PASSWORD = '';
}
