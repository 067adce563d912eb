/** The pages on how the shop runs. */
export const operationsRoutes = [] as const;
