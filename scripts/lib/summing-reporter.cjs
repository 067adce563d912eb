const { reporters, Runner } = require('mocha');

/** mocha's own output; counts and failures go to the parent process, which sums them over all groups. */
module.exports = class SummingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      process.send?.({ passed: this.stats.passes, failures: this.failures.map(toldOf) });
    });
  }
};

/** A failed test or hook, as it is told again at the end. */
function toldOf(test) {
  return { title: test.titlePath().join(' › '), error: String(test.err?.stack ?? test.err) };
}
