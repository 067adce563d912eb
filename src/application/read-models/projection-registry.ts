/** One filling of one read model: a collection and a checkpoint of its own. */
export interface Generation {
  /** Version of the projection that fills it. */
  readonly version: number;
  /** Milliseconds since the epoch at which it was begun, raised where needed: unique within a read model, ever. */
  readonly generation: number;
}

/** How a finished rebuild went. */
export interface RebuildFigures {
  readonly documents: number;
  /** From its beginning to its takeover, with all interruptions. */
  readonly milliseconds: number;
}

/** Which generation of a read model answers queries, and which one is being filled beside it. */
export interface ProjectionRecord {
  readonly name: string;
  readonly active: Generation;
  /** When `active` took over, ISO 8601 UTC. */
  readonly activeSince: string;
  readonly building?: Generation;
  /** Since when `active` stands still so that `building` can take its place, ISO 8601 UTC. */
  readonly handover?: string;
  /** An operator asks for a rebuild. */
  readonly rebuildRequested?: boolean;
  /** An operator lets it stand still: nothing is filled until it goes on. */
  readonly paused?: boolean;
  /** Of the rebuild that made `active`, when it was one. */
  readonly figures?: RebuildFigures;
}

/** Compare-and-set storage of what is active. Every method throws `TransientError` when the store is away. */
export interface ProjectionRegistry {
  list(): Promise<ProjectionRecord[]>;
  /** Creates the record when there is none of that name. False when there was. */
  create(record: ProjectionRecord): Promise<boolean>;
  /** Asks the running service for a rebuild. False when there is no such read model. */
  requestRebuild(name: string): Promise<boolean>;
  /** Lets a read model stand still, or go on. False when there is no such read model. */
  pause(name: string, paused: boolean): Promise<boolean>;
  /** Notes that `building` is being filled, which also answers a request, unless another one is already. */
  begin(name: string, building: Generation): Promise<boolean>;
  /** Lets the active one stand still, from now on, so that `building` can reach it and take its place. */
  handOver(name: string, building: Generation, since: string): Promise<boolean>;
  /** Makes `building` the active one if it is still the one being filled. */
  activate(name: string, building: Generation, since: string, figures: RebuildFigures): Promise<boolean>;
  /** Gives up on `building`, if it is still the one being filled. */
  abandon(name: string, building: Generation): Promise<boolean>;
  /** Replaces an active generation whose documents are gone by an empty one. */
  restart(name: string, lost: Generation, active: Generation, since: string): Promise<boolean>;
}
