/** The pages on what has happened. */
export const auditingRoutes = [] as const;
