import { inMemoryProcessorStores } from '../../../src/testing/in-memory-processor-stores.js';
import {
  InMemoryDocumentStore,
  InMemoryProjectionRegistry,
} from '../../../src/testing/in-memory-read-models.js';
import { processorStoresContract } from './processor-stores.contract.js';
import { readModelsContract } from './read-models.contract.js';

describe('In-memory stores', () => {
  processorStoresContract(async () => inMemoryProcessorStores());
  readModelsContract(async () => ({
    documents: new InMemoryDocumentStore(),
    registry: new InMemoryProjectionRegistry(),
  }));
});
