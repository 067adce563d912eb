/** One process of the shop: what to run, and how to see that it serves. */
export interface ProcessSpec {
  /** Unique in the shop: `event-store`, `order-service`, `order-service-2`. */
  readonly name: string;
  /** Where others reach it. */
  readonly url: string;
  /** Nodes (the embedded ones, and the registry) are stopped after all services have. */
  readonly kind: 'node' | 'service';
  /** The JavaScript file, from the project root. */
  readonly script: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Options of the Node process itself. */
  readonly nodeOptions: readonly string[];
  /** Ready once it prints a line with this text, or once this address answers 200. */
  readonly readiness: { readonly line: string } | { readonly address: string };
}
