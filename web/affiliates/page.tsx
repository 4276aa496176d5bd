import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { DataTable } from '../ui/data-table.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useAffiliateColumns } from './columns.tsx';
import { NewAffiliateDialog } from './new-affiliate-dialog.tsx';
import { useAffiliates } from './queries.ts';
import { STATUSES } from './status-badge.tsx';

const route = getRouteApi('/shell/affiliates');

/** Everybody in the program, and those who wait for a decision. */
export function AffiliatesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const [isAdding, adding] = useDisclosure(false);
  return (
    <>
      <PageHeader
        title={t('affiliates:title')}
        detail={t('affiliates:detail')}
        actions={
          can('affiliates.write') && (
            <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
              {t('affiliates:new.title')}
            </Button>
          )
        }
      />
      <Panel isFlush>
        <FilterBar
          filters={[
            { kind: 'text', name: 'q', label: t('affiliates:filter.q') },
            {
              kind: 'choice',
              name: 'status',
              label: t('affiliates:column.status'),
              options: STATUSES.map((value) => ({ value, label: t(`affiliates:status.${value}`) })),
            },
          ]}
          values={filters}
          onChange={(changed) => navigate({ search: (before) => ({ ...before, ...changed }), replace: true })}
        />
        <DataTable
          label={t('affiliates:title')}
          columns={useAffiliateColumns()}
          pages={useAffiliates(filters)}
          rowKey={({ id }) => id}
          empty={
            Object.keys(filters).length > 0 ? (
              <EmptyState title={t('table.nothingMatches')} detail={t('table.nothingMatchesDetail')} />
            ) : (
              <NoAffiliates />
            )
          }
        />
      </Panel>
      {isAdding && <NewAffiliateDialog onClose={adding.close} />}
    </>
  );
}

function NoAffiliates() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('affiliates:empty.title')}
      detail={t('affiliates:empty.detail')}
      action={
        <Button component={Link} to="/ranking">
          {t('affiliates:empty.action')}
        </Button>
      }
    />
  );
}
