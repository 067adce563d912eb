import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiQuery } from '../../../data/use-api-query.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { SelectField } from '../../../design/forms/select-field.js';
import { Page } from '../../../design/layout/page.js';
import { FilterBar } from '../filters/filter-bar.js';
import { instancesOf } from './instances-of.js';
import { InstanceSettings } from './instance-settings.js';

const route = getRouteApi('/console/configuration');

/** The settings in force in an instance, and where each comes from. */
export function ConfigurationPage(): ReactNode {
  const { service, instance, ...rest } = route.useSearch();
  const navigate = route.useNavigate();
  const overview = useApiQuery('showOverview', {});
  return (
    <Page
      title="Configuration"
      lead="The settings in force, and where each comes from. Passwords and keys are hidden."
    >
      <Loaded query={overview} what="Asking which instances there are …">
        {(shop) => {
          const choices = instancesOf(shop);
          const chosen = service !== undefined && instance !== undefined ? { service, instance } : choices[0];
          if (chosen === undefined) {
            return (
              <EmptyState title="No instance answers">
                Start the services, and look at the overview for what keeps them from answering.
              </EmptyState>
            );
          }
          const all = choices.some((one) => one.instance === chosen.instance)
            ? choices
            : [...choices, chosen];
          return (
            <>
              <FilterBar label="Which instance">
                <SelectField
                  label="Instance"
                  options={Object.fromEntries(all.map((one) => [one.instance, one.instance]))}
                  value={chosen.instance}
                  onChange={({ target }) => {
                    const next = all.find((one) => one.instance === target.value);
                    void navigate({ search: { ...rest, ...next }, replace: true });
                  }}
                />
              </FilterBar>
              <InstanceSettings {...chosen} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
