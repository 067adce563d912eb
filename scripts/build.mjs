// `npm run build`: installs what is needed, compiles the sources, bundles the services and builds the pages.
import './lib/check-node.mjs';
import { build } from './lib/build.mjs';
import { installDependencies } from './lib/install.mjs';

installDependencies();
await build();
