import { Length, Matches } from 'class-validator';
import { IsSecret } from '../../infrastructure/configuration/secret-setting.js';
import { IsName, IsWholeParameter } from '../../infrastructure/http/validation/rules.js';
import { IsServerAddress } from '../runtime/is-server-address.js';
import { ServiceSettings } from '../runtime/service-settings.js';

/** Settings of customer-service beside those of every service. */
export class CustomerServiceSettings extends ServiceSettings {
  override PORT = 8081;
  override INSTANCE = 'customer-service-1';

  @IsServerAddress('smtp', 'smtps')
  SMTP_URL = 'smtp://127.0.0.1:1025';

  /** Connections to the SMTP server, each of which carries one e-mail at a time: as many as it allows one client. */
  @IsWholeParameter(1, 100) SMTP_CONNECTIONS = 20;

  /** The HTTP side of a development mailbox that takes the mails, for operators to look into; empty = there is none. */
  @Matches(/^(https?:\/\/\S+)?$/, { message: 'must be an http:// or https:// address' })
  MAILBOX_URL = '';

  /**
   * What the private keys of access tokens are encrypted with, and refresh tokens recognised by: the same for all instances, at
   * least 32 characters.
   */
  @IsSecret() @Length(32, 1_000) TOKEN_KEY_SECRET = '';

  /** How long an access token is good, in seconds. */
  @IsWholeParameter(30, 600) ACCESS_TOKEN_SECONDS = 600;

  /** How long a new key is published before it signs, in seconds: longer than anybody keeps the keys without asking. */
  @IsWholeParameter(0, 86_400) TOKEN_KEY_LEAD_SECONDS = 120;

  /** A key that has signed this many days is replaced. */
  @IsWholeParameter(1, 365) TOKEN_KEY_MAX_AGE_DAYS = 30;

  /** After this many days a customer has to give the password again. */
  @IsWholeParameter(1, 365) SESSION_DAYS = 30;

  /** For so many seconds a client that got no answer may refresh once more with the same token; 0 = never. */
  @IsWholeParameter(0, 60) REFRESH_GRACE_SECONDS = 30;

  /** So many wrong passwords for one e-mail address are allowed to one client address … */
  @IsWholeParameter(1, 1_000) SIGN_IN_CLIENT_FAILURES = 10;
  /** … within so many seconds of the first. */
  @IsWholeParameter(1, 86_400) SIGN_IN_CLIENT_FAILURES_SECONDS = 60;

  /** So many are allowed to all together: more than one client can reach, or it could shut out everybody … */
  @IsWholeParameter(1, 1_000_000) SIGN_IN_FAILURES = 100;
  /** … within so many seconds of the first. */
  @IsWholeParameter(1, 86_400) SIGN_IN_FAILURES_SECONDS = 300;

  /** The sender of all e-mails. */
  @IsName(200) MAIL_FROM = 'WebStore <orders@webstore.example>';
}
