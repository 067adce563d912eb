// `npm start`: installs and builds what is needed, then becomes the launcher.
import './lib/check-node.mjs';
import { build } from './lib/build.mjs';
import { installDependencies } from './lib/install.mjs';

installDependencies();
await build();
await import('../dist/src/services/launcher.js');
