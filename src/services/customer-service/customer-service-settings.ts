import { Matches } from 'class-validator';
import { IsName } from '../../infrastructure/http/validation/rules.js';
import { ServiceSettings } from '../runtime/service-settings.js';

export class CustomerServiceSettings extends ServiceSettings {
  override PORT = 8081;
  override INSTANCE = 'customer-service-1';

  @Matches(/^smtps?:\/\/\S+$/, { message: 'must be an smtp:// or smtps:// address' })
  SMTP_URL = 'smtp://127.0.0.1:1025';

  /** The sender of all e-mails. */
  @IsName(200) MAIL_FROM = 'WebStore <orders@webstore.example>';
}
