import { isDocument } from '../bson/document.js';
import { MongoError } from '../mongo-error.js';
import type { CompilePipeline, StageCompiler } from './stage.js';
import { bucket, count, group, sortByCount } from './stages/grouping.js';
import { facet, lookup, unionWith } from './stages/joining.js';
import { limit, match, sample, skip, sort } from './stages/selecting.js';
import { addFields, project, replaceRoot, replaceWith, unset, unwind } from './stages/shaping.js';

const STAGES: ReadonlyMap<string, StageCompiler> = new Map(
  Object.entries({
    $addFields: addFields,
    $bucket: bucket,
    $count: count,
    $facet: facet,
    $group: group,
    $limit: limit,
    $lookup: lookup,
    $match: match,
    $project: project,
    $replaceRoot: replaceRoot,
    $replaceWith: replaceWith,
    $sample: sample,
    $set: addFields,
    $skip: skip,
    $sort: sort,
    $sortByCount: sortByCount,
    $unionWith: unionWith,
    $unset: unset,
    $unwind: unwind,
  }),
);

/** Stages of MongoDB that are not supported here. */
const UNSUPPORTED: ReadonlySet<string> = new Set([
  '$bucketAuto',
  '$changeStream',
  '$changeStreamSplitLargeEvent',
  '$collStats',
  '$currentOp',
  '$densify',
  '$documents',
  '$fill',
  '$geoNear',
  '$graphLookup',
  '$indexStats',
  '$listLocalSessions',
  '$listSampledQueries',
  '$listSearchIndexes',
  '$listSessions',
  '$merge',
  '$out',
  '$planCacheStats',
  '$redact',
  '$search',
  '$searchMeta',
  '$setWindowFields',
  '$shardedDataDistribution',
  '$vectorSearch',
]);

/** Compiles an aggregation pipeline. @throws MongoError Location40324 for no stage, CommandNotSupported for one not supported */
export const compilePipeline: CompilePipeline = (pipeline, context) => {
  const stages = pipeline.map((stage) => {
    if (!isDocument(stage))
      throw new MongoError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
    const names = Object.keys(stage);
    const name = names[0];
    if (names.length !== 1 || name === undefined) {
      throw new MongoError(
        { code: 40323 },
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
    const compile = STAGES.get(name);
    if (compile !== undefined) return compile(stage[name], context, compilePipeline);
    if (UNSUPPORTED.has(name))
      throw new MongoError('CommandNotSupported', `the stage ${name} is not supported`);
    throw new MongoError({ code: 40324 }, `Unrecognized pipeline stage name: '${name}'`);
  });
  return (input) => stages.reduce((documents, stage) => stage(documents), input);
};
