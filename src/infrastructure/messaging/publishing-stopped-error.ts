import { TransientError } from '../../application/transient-error.js';

/** The service stops: what it has not published it will when it runs again. */
export class PublishingStoppedError extends TransientError {
  override readonly name = 'PublishingStoppedError';

  constructor() {
    super('Integration events are not sent any more: the service stops');
  }
}
