import { IsIn } from 'class-validator';

/** Settings under `log`. */
export class LogSettings {
  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']) level = 'info';
}
