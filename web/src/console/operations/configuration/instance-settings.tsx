import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Setting } from '../../../api/dtos.js';
import { useApiQuery } from '../../../data/use-api-query.js';
import { Button } from '../../../design/actions/button.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { SelectField } from '../../../design/forms/select-field.js';
import { TextField } from '../../../design/forms/text-field.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { FilterBar } from '../filters/filter-bar.js';
import type { InstanceChoice } from './instances-of.js';
import { matchingSettings } from './matching-settings.js';
import { settingColumns } from './setting-columns.js';

const route = getRouteApi('/console/configuration');

const ORIGINS: Readonly<Record<Setting['origin'] | '', string>> = {
  '': 'All',
  'config-server': 'Config server',
  environment: 'Environment',
  default: 'Default',
};

/** The settings of one instance, narrowed to those that are looked for. */
export function InstanceSettings({ service, instance }: InstanceChoice): ReactNode {
  const { search, origin, sort } = route.useSearch();
  const navigate = route.useNavigate();
  const configuration = useApiQuery('showConfiguration', { params: { service, instance } });
  const narrow = (change: { readonly [Name in 'search' | 'origin' | 'sort']?: string | undefined }): void => {
    void navigate({ search: (before) => ({ ...before, ...change }) as typeof before, replace: true });
  };
  return (
    <Loaded query={configuration} what="Loading settings …">
      {({ settings }) => {
        const found = matchingSettings(settings, { search, origin });
        return (
          <>
            <FilterBar label="Narrow the settings">
              <TextField
                label="Key or value"
                type="search"
                value={search ?? ''}
                onChange={({ target }) => narrow({ search: target.value || undefined })}
              />
              <SelectField
                label="Comes from"
                options={ORIGINS}
                value={origin ?? ''}
                onChange={({ target }) => narrow({ origin: target.value || undefined })}
              />
            </FilterBar>
            {found.length === 0 ? (
              <EmptyState
                title="No setting fits"
                action={
                  <Button onClick={() => narrow({ search: undefined, origin: undefined })}>
                    Show all settings
                  </Button>
                }
              >
                Try fewer or other words.
              </EmptyState>
            ) : (
              <DataTable
                caption={`${found.length} of ${settings.length} settings of ${instance}`}
                columns={settingColumns}
                rows={found}
                rowKey={({ key }) => key}
                sort={sort}
                onSort={(next) => narrow({ sort: next })}
              />
            )}
          </>
        );
      }}
    </Loaded>
  );
}
