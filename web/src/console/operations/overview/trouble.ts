/** Where to see to a trouble. */
export type TroublePlace =
  | { readonly page: 'instance'; readonly service: string; readonly instance: string }
  | { readonly page: 'projections' }
  | { readonly page: 'dead-letters' }
  | { readonly page: 'processes'; readonly status: 'overdue' }
  | { readonly page: 'configuration' };

/** Something that is not well, and what to do about it. */
export interface Trouble {
  /** The same for the same trouble, however it goes on. */
  readonly id: string;
  /** `bad`: customers notice, or work stands still. */
  readonly severity: 'bad' | 'warning';
  readonly title: string;
  readonly advice: string;
  readonly place?: TroublePlace;
}
