import { Command } from 'commander';
import { DemoError } from './demo/demo-error.js';
import { playDemoJourney } from './demo/demo-journey.js';
import { dataFolder } from './environment.js';
import { administratorOf } from './sign-in/administrator.js';
import { SignInError } from './sign-in/sign-in-error.js';
import { OperatorError } from './operator/operator-error.js';
import { portOffset } from './port-offset.js';
import { ShopClient } from './demo/shop-client.js';

const gatewayPort = 8080;

const command = new Command('npm run demo --')
  .description('Plays one journey against a running shop and shows each step.')
  .option('--url <url>', 'the gateway of the shop (default: the one that npm start starts here)')
  .option(
    '--data <dir>',
    "the shop's data folder, for the password of its administrator (WEBSTORE_DATA, default .webstore/)",
  )
  .allowExcessArguments(false)
  .showSuggestionAfterError(false)
  .configureOutput({ writeErr: (text) => process.stderr.write(text.replace(/^error: /, '')) })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const { url, data } = command.parse().opts<{ url?: string; data?: string }>();
if (url !== undefined && !URL.canParse(url)) {
  console.error(`--url must be a URL like http://127.0.0.1:${gatewayPort}, not '${url}'`);
  process.exit(2);
}

try {
  const offset = portOffset(undefined, process.env);
  const shop = new ShopClient(url?.replace(/\/$/, '') ?? `http://127.0.0.1:${gatewayPort + offset}`);
  const administrator = administratorOf(dataFolder(data, process.env), process.env);
  await playDemoJourney(shop, administrator, (line) => console.log(line));
} catch (error) {
  const isTold = error instanceof DemoError || error instanceof SignInError || error instanceof OperatorError;
  if (!isTold) throw error;
  console.error(error.message);
  process.exitCode = error instanceof OperatorError ? error.exitCode : 1;
}
