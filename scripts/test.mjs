// `npm test`: installs and builds what is needed, then runs every group of tests and closes with one line of counts.
// For developers: `npm test -- unit integration --grep cart` runs only the named groups, the rest goes to mocha.
import './lib/check-node.mjs';
import { build } from './lib/build.mjs';
import { installDependencies } from './lib/install.mjs';
import { endAll, runMocha } from './lib/run-mocha.mjs';
import { hasChromium } from './lib/has-chromium.mjs';
import { hasKafka } from './lib/has-kafka.mjs';
import { groups, testFilesOf } from './lib/test-files.mjs';

const given = process.argv.slice(2);
const firstOther = given.findIndex((argument) => !groups.includes(argument));
const named = firstOther < 0 ? given : given.slice(0, firstOther);
const mochaArguments = given.slice(named.length);
if (mochaArguments.length > 0 && !mochaArguments[0].startsWith('-')) {
  console.error(`Unknown group of tests '${mochaArguments[0]}': give any of ${groups.join(', ')}.`);
  process.exit(2);
}

installDependencies();
await build();

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    endAll();
    process.exit(1);
  });
}

/** Why a group can't run here; undefined when it can. */
function lackOf(group) {
  if (group === 'browser' && !hasChromium()) {
    return 'no Chromium at /usr/bin/chromium, nor where CHROMIUM_PATH says.';
  }
  if (group === 'kafka' && !hasKafka()) {
    return 'no Java, or no broker: mvn -q -B -f tests/kafka/pom.xml dependency:copy-dependencies fetches one.';
  }
  return undefined;
}

let passed = 0;
const failures = [];
for (const group of named.length > 0 ? named : groups) {
  const files = testFilesOf(group);
  if (files.length === 0) continue;
  console.log(`\n── ${group} ──`);
  const lack = lackOf(group);
  if (lack !== undefined) {
    console.log(`\nLeft out: ${lack}`);
    continue;
  }
  const result = await runMocha(files, mochaArguments);
  passed += result.passed;
  failures.push(...result.failures.map((failure) => ({ group, ...failure })));
}

// Told again: whoever reads the end of a long run sees what failed.
for (const { group, title, error } of failures) console.log(`\nFAILED in ${group}: ${title}\n${error}\n`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
