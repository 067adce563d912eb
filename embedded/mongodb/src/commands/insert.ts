import { RawDocument } from '../bson/raw-document.js';
import { withCurrentTimestamps } from '../catalog/current-timestamps.js';
import { prepareDocument } from '../catalog/prepare-document.js';
import { MongoError } from '../mongo-error.js';
import { arrayArgument, booleanArgument, collectionName } from './arguments.js';
import type { Command } from './command.js';
import { requireBatch } from './statements.js';
import { runStatements } from './write-errors.js';

/** `insert` */
export const insert: Command = {
  name: 'insert',
  options: ['documents', 'ordered'],
  refused: ['bypassDocumentValidation'],
  writes: true,
  run: ({ db, body, catalog, now }) => {
    const documents = requireBatch(arrayArgument(body, 'documents'), 'documents');
    const ordered = booleanArgument(body, 'ordered') ?? true;
    const collection = catalog.getOrCreate(db, collectionName(body, 'insert'));
    let n = 0;
    const errors = runStatements(documents, ordered, (document) => {
      if (!(document instanceof RawDocument))
        throw new MongoError('TypeMismatch', "'documents' must hold objects");
      const { packed, id } = prepareDocument(withCurrentTimestamps(document.bytes, now()));
      collection.insert(packed, id);
      n += 1;
    });
    return { n, ...errors };
  },
};
