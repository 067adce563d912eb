import { Matches } from 'class-validator';
import { IsFlagParameter } from '../../infrastructure/http/validation/rules.js';

/** Where a process gets its configuration from; from its environment only. */
export class ConfigurationSettings {
  /** Empty = there is no config server: environment and defaults hold. */
  @Matches(/^(https?:\/\/\S+)?$/, { message: 'must be an http:// or https:// address' })
  CONFIG_SERVER_URL = '';
  /** One or several, separated by commas; of several the last wins. */
  @Matches(/^[\w-]+(,[\w-]+)*$/) CONFIG_PROFILE = 'default';
  /** Branch, tag or commit; empty = the server's default. */
  @Matches(/^[\w./-]*$/) CONFIG_LABEL = '';
  /** Whether the process ends when the config server gives no answer at its start, rather than wait for one. */
  @IsFlagParameter() CONFIG_FAIL_FAST = false;
}
