import type { Command } from './command.js';

/** `endSessions`: sessions hold nothing here, so there is nothing to end. */
export const endSessions: Command = { name: 'endSessions', options: [], run: () => ({}) };

/** `refreshSessions` */
export const refreshSessions: Command = { name: 'refreshSessions', options: [], run: () => ({}) };

/** `killSessions` */
export const killSessions: Command = { name: 'killSessions', options: [], run: () => ({}) };
