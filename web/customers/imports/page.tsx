import { Alert, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportSummary } from '../../../server/customers/imports/schema.ts';
import { ApiProblem } from '../../ui/api.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { DropZone } from './drop-zone.tsx';
import { useHistoryColumns } from './history-columns.tsx';
import { uploadFiles } from './queries.ts';
import { TemplatesPanel } from './templates-panel.tsx';

const route = getRouteApi('/shell/imports');
const STATES = ['draft', 'running', 'done', 'failed', 'canceled'];

/** Files go in here; below stands what has been brought in before. */
export function ImportsPage() {
  const { t } = useTranslation();
  const { state } = route.useSearch();
  const navigate = useNavigate();
  const pages = usePages<ImportSummary>('/imports', { state });
  const columns = useHistoryColumns();
  const upload = useMutation({
    mutationFn: uploadFiles,
    onSuccess: ({ id }) => navigate({ to: '/imports/$importId', params: { importId: id } }),
  });
  return (
    <>
      <PageHeader title={t('importing:title')} detail={t('importing:detail')} />
      <Stack>
        <DropZone isBusy={upload.isPending} onFiles={upload.mutate} />
        {upload.error && (
          <Alert color="red" role="alert" title={t('importing:drop.refused')}>
            {upload.error instanceof ApiProblem ? upload.error.message : t('state.error.detail')}
          </Alert>
        )}
        <Panel title={t('importing:history')} isFlush>
          <FilterBar
            filters={[
              {
                kind: 'choice',
                name: 'state',
                label: t('importing:field.state'),
                options: STATES.map((value) => ({ value, label: t(`importing:state.${value}`) })),
              },
            ]}
            values={{ state }}
            onChange={(changed) => navigate({ to: '/imports', search: changed, replace: true })}
          />
          <DataTable
            label={t('importing:history')}
            columns={columns}
            pages={pages}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('importing:none')} detail={t('importing:noneDetail')} />}
          />
        </Panel>
        <TemplatesPanel />
      </Stack>
    </>
  );
}
