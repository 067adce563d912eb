import { inputsAreUnchanged } from './build-inputs.js';

const compiledFolder = 'dist/src/services';
const bundleFolder = 'dist/bundles';

/** Where the files the bundles were made of are written down. */
export const bundleInputs = `${bundleFolder}/inputs.json`;

/**
 * The script that runs a service: its bundle, which starts in half the time, or what the compiler wrote while
 * the bundles are missing or older than that.
 *
 * @returns a function from a service's name to a path from the project's folder
 */
export function serviceScripts(projectRoot: string): (name: string) => string {
  const fresh = bundlesAreFresh(projectRoot);
  return (name) => (fresh ? `${bundleFolder}/${name}.mjs` : `${compiledFolder}/${name}.js`);
}

/** Whether no file the bundles were made of has changed since. */
export function bundlesAreFresh(projectRoot: string): boolean {
  return inputsAreUnchanged(projectRoot, bundleInputs);
}
