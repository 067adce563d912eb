declare module 'class-transformer/cjs/storage.js' {
  /** What the decorators of class-transformer noted; the package's entry point does not export it. */
  export const defaultMetadataStorage: import('class-transformer/types/MetadataStorage.js').MetadataStorage;
}
