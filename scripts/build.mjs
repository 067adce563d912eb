// `npm run build`: compiles the sources and bundles the services.
import './lib/check-node.mjs';
import { build } from './lib/build.mjs';

await build();
