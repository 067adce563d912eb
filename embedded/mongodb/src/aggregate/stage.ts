import type { Document } from '../bson/document.js';

/** What stages work with beside their input. */
export interface PipelineContext {
  /** The documents of another collection of the same database; none if it does not exist. */
  collection(name: string): Iterable<Document>;
  /** Variables of `let`, and `NOW`. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A compiled stage: makes a stream of documents of another. */
export type Stage = (input: Iterable<Document>) => Iterable<Document>;

/** Compiles a pipeline. @throws MongoError */
export type CompilePipeline = (pipeline: readonly unknown[], context: PipelineContext) => Stage;

/** Compiles one stage from its operand. @throws MongoError when the operand is wrong */
export type StageCompiler = (
  operand: unknown,
  context: PipelineContext,
  compilePipeline: CompilePipeline,
) => Stage;
