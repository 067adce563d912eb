/** A postal address. `country` is an ISO 3166-1 alpha-2 code. */
export interface Address {
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
}
