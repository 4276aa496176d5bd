import { Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../ui/data-table.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { sortQuery } from '../ui/search-params.ts';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { qualityColumns } from './columns.tsx';
import { ProgramFigures } from './program-figures.tsx';
import { useProgramQuality, useQuality } from './queries.ts';
import { ReturnChart } from './return-chart.tsx';

const route = getRouteApi('/shell/quality');

/** Every affiliate judged by how long the customers they brought stay and what they are worth. */
export function QualityPage() {
  const { t } = useTranslation();
  const { sort = '-returnRatio' } = route.useSearch();
  const navigate = route.useNavigate();
  const { sort: by, direction } = sortQuery(sort);
  const pages = useQuality({ sort: by, order: direction });
  const program = useProgramQuality();
  return (
    <>
      <PageHeader title={t('quality:title')} detail={t('quality:detail')} />
      <Stack gap="lg">
        <Loaded query={program} lines={2}>
          {(shown) => <ProgramFigures quality={shown} />}
        </Loaded>
        {pages.rows && pages.rows.length > 0 && <ReturnChart rows={pages.rows} />}
        <Panel isFlush>
          <DataTable
            label={t('quality:title')}
            columns={qualityColumns(t, program.data?.currency)}
            pages={pages}
            rowKey={({ affiliateId }) => affiliateId}
            sort={sort}
            onSort={(next) => navigate({ search: (before) => ({ ...before, sort: next }), replace: true })}
            empty={<EmptyState title={t('quality:none')} detail={t('quality:noneDetail')} />}
          />
        </Panel>
      </Stack>
    </>
  );
}
