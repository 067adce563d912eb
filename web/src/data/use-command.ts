import { useMutation, useQueryClient } from '@tanstack/react-query';
import { v4 as uuid } from 'uuid';
import type { ApiError } from '../api/api-error.js';
import type { AnswerOf, InputOf } from '../api/contracts.js';
import type { OperationName } from '../api/operations/operations.js';
import { useApi } from '../session/session-context.js';

/** The input of a command, and what makes it safe to give. */
export type CommandInput<Name extends OperationName> = InputOf<Name> & {
  /** The revision at which alone it is to take effect. */
  readonly ifMatch?: number;
  /** Makes it the same command as any other under this key, also after the page was loaded anew. */
  readonly idempotencyKey?: string;
};

/** What a command leads to. */
export interface CommandSettings<Name extends OperationName> {
  /** The queries whose answers it changes: they are asked again, and show its effect. */
  readonly changes: readonly OperationName[];
  /** Runs of one scope follow one another, whichever command they are of. */
  readonly scope?: string;
  readonly onSuccess?: (answer: AnswerOf<Name>, input: CommandInput<Name>) => void;
}

/** A command and how its last run stands. */
export interface Command<Name extends OperationName> {
  /** Gives the command; what comes of it shows in the other properties. */
  run(input: CommandInput<Name>): void;
  /** Gives the command. @throws ApiError */
  runAsync(input: CommandInput<Name>): Promise<AnswerOf<Name>>;
  readonly isRunning: boolean;
  /** Why the last run failed. */
  readonly error: ApiError | null;
  /** What the last run was answered. */
  readonly answer: AnswerOf<Name> | undefined;
  /** Forgets the last run. */
  reset(): void;
}

const REFUSED_AS_THINGS_ARE: ReadonlySet<number> = new Set([404, 409, 412]);

interface Run<Name extends OperationName> {
  readonly input: CommandInput<Name>;
  readonly idempotencyKey: string;
}

/**
 * A command: each run is one, under one idempotency key, however often it has to be sent. Once it has succeeded, the queries
 * that it changes are asked again before it counts as done; also when it was refused for how things are, because the page
 * showed them otherwise.
 */
export function useCommand<Name extends OperationName>(
  name: Name,
  { changes, scope, onSuccess }: CommandSettings<Name>,
): Command<Name> {
  const api = useApi();
  const queries = useQueryClient();
  const askAgain = () =>
    Promise.all(changes.map((changed) => queries.invalidateQueries({ queryKey: [changed] })));
  const { mutate, mutateAsync, isPending, error, data, reset } = useMutation<
    AnswerOf<Name>,
    ApiError,
    Run<Name>
  >({
    mutationFn: ({ input, idempotencyKey }) => {
      const { ifMatch, idempotencyKey: _, ...rest } = input;
      return api.call(name, rest as InputOf<Name>, { ifMatch, idempotencyKey });
    },
    ...(scope === undefined ? {} : { scope: { id: scope } }),
    meta: { changes },
    onSuccess: async (answer, { input }) => {
      await askAgain();
      onSuccess?.(answer, input);
    },
    onError: ({ status }) => {
      if (REFUSED_AS_THINGS_ARE.has(status)) void askAgain();
    },
  });
  return {
    run: (input) => mutate(runOf(input)),
    runAsync: (input) => mutateAsync(runOf(input)),
    isRunning: isPending,
    error,
    answer: data,
    reset,
  };
}

function runOf<Name extends OperationName>(input: CommandInput<Name>): Run<Name> {
  return { input, idempotencyKey: input.idempotencyKey ?? uuid() };
}
