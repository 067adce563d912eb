/** How many documents and arrays may be nested in each other, as in MongoDB. */
export const MAX_DEPTH = 200;
