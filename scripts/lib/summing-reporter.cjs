const { reporters, Runner } = require('mocha');

/** mocha's own output; the counts go to the parent process, which sums them over all groups. */
module.exports = class SummingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      process.send?.({ passed: passes, failed: failures, pending });
    });
  }
};
