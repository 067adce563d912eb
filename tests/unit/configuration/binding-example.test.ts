import { expect } from 'chai';
import { IsIn } from 'class-validator';
import { fixedSettings } from '../../../src/infrastructure/configuration/fixed-settings.js';
import type { LiveSettings } from '../../../src/infrastructure/configuration/live-settings.js';
import { LiveConfiguration } from '../../../src/infrastructure/configuration/live-configuration.js';
import { IsWholeParameter } from '../../../src/infrastructure/http/validation/rules.js';

// #region settings
/** Settings under `greeting`. */
class GreetingSettings {
  @IsIn(['Hello', 'Welcome']) word = 'Hello';
  @IsWholeParameter(1, 10) times = 1;
}

class Greeter {
  constructor(private readonly settings: LiveSettings<GreetingSettings>) {}

  greet(): string {
    const { word, times } = this.settings.current; // as they are now: read them each time
    return Array.from({ length: times }, () => word).join(' ');
  }
}
// #endregion

describe('the example of the configuration guide', () => {
  it('takes changes', () => {
    const configuration = new LiveConfiguration({ properties: new Map([['greeting.times', 2]]) });
    // #region bind
    const greeter = new Greeter(configuration.bind('greeting', GreetingSettings));
    // #endregion
    expect(greeter.greet()).to.equal('Hello Hello');
    configuration.apply(new Map([['greeting.word', 'Welcome']]));
    expect(greeter.greet()).to.equal('Welcome');
  });

  it('is tested without a configuration', () => {
    expect(new Greeter(fixedSettings(new GreetingSettings())).greet()).to.equal('Hello');
  });
});
