import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanWithVersions } from '../../server/commissions/plans/schema.ts';
import type { Jsonified } from '../ui/api.ts';
import type { Column } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { Loaded } from '../ui/states.tsx';
import { usePlanVersions } from './queries.ts';

type VersionView = Jsonified<PlanWithVersions>['versions'][number];

/** Every version of a plan with its start and its words, the newest first. */
export function PlanVersions({ planId }: { planId: string }) {
  const { t } = useTranslation();
  const versions = usePlanVersions(planId);
  const columns: Column<VersionView>[] = [
    {
      id: 'version',
      label: t('commissions:plans.column.version'),
      isTitle: true,
      cell: (row) => row.version,
    },
    {
      id: 'from',
      label: t('commissions:plans.column.from'),
      cell: ({ startsAt }) => <DateTime at={startsAt} />,
    },
    {
      id: 'words',
      label: t('commissions:plans.column.words'),
      isProse: true,
      cell: ({ sentence }) => sentence,
    },
  ];
  return (
    <section>
      <Title order={3}>{t('commissions:plans.versions')}</Title>
      <Loaded query={versions} lines={2}>
        {(shown) => (
          <SimpleTable
            label={t('commissions:plans.versions')}
            columns={columns}
            rows={shown}
            rowKey={({ version }) => String(version)}
          />
        )}
      </Loaded>
    </section>
  );
}
