import {
  type ConfigurationBackEnd,
  UnknownLabelError,
} from '../../../src/services/config-server/back-ends/back-end.js';

/** A back end with the files of one label, `main`. */
export function filesBackEnd(files: Readonly<Record<string, string>>): ConfigurationBackEnd {
  return {
    open: async () => undefined,
    close: async () => undefined,
    fingerprint: async () => JSON.stringify(files),
    onHint: () => () => undefined,
    async tree(label = 'main') {
      if (label !== 'main') throw new UnknownLabelError(label);
      return {
        version: 'v1',
        nameOf: (path) => path,
        read: async (path) => (path in files ? Buffer.from(files[path] ?? '') : undefined),
      };
    },
  };
}
