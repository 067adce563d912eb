// `npm run build`: compiles the sources, bundles the services and builds the pages.
import './lib/check-node.mjs';
import { build } from './lib/build.mjs';

await build();
