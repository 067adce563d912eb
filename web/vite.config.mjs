import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.mjs';
import { deepLinks } from './build/deep-links.mjs';
import { notedInputs } from './build/noted-inputs.mjs';

const gateway = process.env.WEBSTORE_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  appType: 'mpa',
  build: {
    outDir: '../dist/site',
    emptyOutDir: true,
    manifest: true,
    // Nothing may become part of a page: its policy refuses what is not loaded from a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Who starts the shop for the first time is not to be told how long plugins took.
      checks: { pluginTimings: false },
      input: { shop: 'shop/index.html', console: 'console/index.html' },
    },
  },
  plugins: [react(), compressed(), notedInputs(), deepLinks()],
  server: {
    // All but the pages and what they are made of is the gateway's.
    proxy: { '^/(?!shop/|console/|src/|@|node_modules/|\\.\\.)': gateway },
  },
});
