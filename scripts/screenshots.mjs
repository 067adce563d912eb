// `npm run screenshots`: takes a picture of every page for the docs, after building what they show.
import './lib/check-node.mjs';
import { build } from './lib/build.mjs';
import { hasChromium } from './lib/has-chromium.mjs';
import { installDependencies } from './lib/install.mjs';

if (!hasChromium()) {
  console.error('There is no Chromium at /usr/bin/chromium, nor where CHROMIUM_PATH says.');
  process.exit(1);
}
installDependencies();
await build();
await import('../dist/tests/browser/screenshots.js');
