import { activitiesRoute } from './activities/activities-route.js';
import { differenceRoute } from './difference/difference-route.js';
import { exportRoute } from './export/export-route.js';
import { replayRoute } from './replay/replay-route.js';
import { streamEventsRoute } from './stream/stream-events-route.js';
import { streamsRoute } from './streams/streams-route.js';
import { trailsRoute } from './trails/trails-route.js';
import { verificationRoute } from './verification/verification-route.js';

/** The pages on what has happened. */
export const auditingRoutes = [
  streamsRoute,
  streamEventsRoute,
  replayRoute,
  differenceRoute,
  trailsRoute,
  activitiesRoute,
  verificationRoute,
  exportRoute,
] as const;
