/**
 * Loaded into every process of the shop ahead of its own code: ends it when the launcher has died without stopping it,
 * so that no orphan keeps the ports and the data.
 */
process.once('disconnect', () => process.exit(1));
// The launcher may have died while the process came up: that has been told already, to nobody.
if (process.connected === false) process.exit(1);
process.channel?.unref();
