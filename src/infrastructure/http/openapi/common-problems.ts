import { type Operation, isCommand } from '../contract/operation.js';

type Problems = readonly (readonly [status: number, codes: readonly string[]])[];

/** The problems that calls of this kind may answer whatever they are about; those of outages are left to `default`. */
export function commonProblems(operation: Operation, queryNames: readonly string[]): Problems {
  return [
    [400, ['validation-failed', ...malformed(operation, queryNames)]],
    ...refusals(operation),
    ...(isCommand(operation) ? ofCommands(operation) : []),
  ];
}

function malformed(operation: Operation, queryNames: readonly string[]): readonly string[] {
  return [
    ...(queryNames.length > 0 ? ['malformed-query'] : []),
    ...(isCommand(operation) ? ['malformed-json', 'malformed-idempotency-key', 'malformed-if-match'] : []),
    ...(queryNames.includes('cursor') ? ['invalid-cursor'] : []),
    ...(queryNames.includes('consistentWith') ? ['invalid-consistency-token'] : []),
  ];
}

function refusals({ access }: Operation): Problems {
  if (access === 'public') return [];
  const forbidden = {
    customer: 'not-yours',
    administrator: 'administrators-only',
    service: 'services-only',
  };
  return [
    [401, ['not-signed-in', 'invalid-token', 'token-expired']],
    [403, [forbidden[access]]],
  ];
}

function ofCommands({ secret }: Operation): Problems {
  return [
    [412, ['revision-mismatch']],
    [413, ['body-too-large']],
    [415, ['unsupported-media-type']],
    ...(secret === true
      ? []
      : ([
          [409, ['idempotency-key-in-use']],
          [422, ['idempotency-key-reused']],
        ] as const)),
  ];
}
