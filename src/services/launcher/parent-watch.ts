/**
 * Loaded into every process of the shop ahead of its own code: ends it when the launcher has died without stopping it,
 * so that no orphan keeps the ports and the data.
 */
process.once('disconnect', () => process.exit(1));
process.channel?.unref();
