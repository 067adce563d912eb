import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TroublePlace } from './trouble.js';

/** Leads to where a trouble is seen to. */
export function TroubleLink({ place }: { readonly place: TroublePlace }): ReactNode {
  switch (place.page) {
    case 'instance': {
      const { service, instance } = place;
      return (
        <Link to="/console/services/$service/$instance" params={{ service, instance }}>
          Look at {instance}
        </Link>
      );
    }
    case 'projections':
      return <Link to="/console/projections">Look at the projections</Link>;
    case 'dead-letters':
      return <Link to="/console/dead-letters">Look at the dead letters</Link>;
    case 'processes':
      return (
        <Link to="/console/processes" search={{ status: place.status }}>
          Look at the overdue processes
        </Link>
      );
    case 'configuration':
      return <Link to="/console/configuration">Look at the settings in force</Link>;
  }
}
