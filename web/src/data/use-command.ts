import { useMutation, useQueryClient } from '@tanstack/react-query';
import { v4 as uuid } from 'uuid';
import type { ApiError } from '../api/api-error.js';
import type { AnswerOf, InputOf } from '../api/contracts.js';
import type { OperationName } from '../api/operations/operations.js';
import { useApi } from '../session/session-context.js';

/** The input of a command, with the revision at which alone it is to take effect. */
export type CommandInput<Name extends OperationName> = InputOf<Name> & { readonly ifMatch?: number };

/** What a command leads to. */
export interface CommandSettings<Name extends OperationName> {
  /** The queries whose answers it changes: they are asked again, and show its effect. */
  readonly changes: readonly OperationName[];
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

interface Run<Name extends OperationName> {
  readonly input: CommandInput<Name>;
  readonly idempotencyKey: string;
}

/**
 * A command: each run is one, under one idempotency key, however often it has to be sent. Once it has succeeded, the queries
 * that it changes are asked again before it counts as done.
 */
export function useCommand<Name extends OperationName>(
  name: Name,
  { changes, onSuccess }: CommandSettings<Name>,
): Command<Name> {
  const api = useApi();
  const queries = useQueryClient();
  const { mutate, mutateAsync, isPending, error, data, reset } = useMutation<
    AnswerOf<Name>,
    ApiError,
    Run<Name>
  >({
    mutationFn: ({ input, idempotencyKey }) => {
      const { ifMatch, ...rest } = input;
      return api.call(name, rest as InputOf<Name>, { ifMatch, idempotencyKey });
    },
    onSuccess: async (answer, { input }) => {
      await Promise.all(changes.map((changed) => queries.invalidateQueries({ queryKey: [changed] })));
      onSuccess?.(answer, input);
    },
  });
  return {
    run: (input) => mutate({ input, idempotencyKey: uuid() }),
    runAsync: (input) => mutateAsync({ input, idempotencyKey: uuid() }),
    isRunning: isPending,
    error,
    answer: data,
    reset,
  };
}
