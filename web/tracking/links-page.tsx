import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AffiliateFilter } from '../affiliates/affiliate-filter.tsx';
import { useCan } from '../shell/session.ts';
import { DataTable } from '../ui/data-table.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useLinkColumns } from './link-columns.tsx';
import { NewLinkDialog } from './new-link-dialog.tsx';
import { useLinks } from './queries.ts';

const STATUSES = ['active', 'archived'] as const;

const route = getRouteApi('/shell/links');

/** Every link of the program, to copy and to print. */
export function LinksPage() {
  const { t } = useTranslation();
  const can = useCan();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const [isAdding, adding] = useDisclosure(false);
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader
        title={t('tracking:links.title')}
        detail={t('tracking:links.detail')}
        actions={
          can('links.write') && (
            <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
              {t('tracking:links.new')}
            </Button>
          )
        }
      />
      <Panel isFlush>
        <FilterBar
          filters={[
            {
              kind: 'choice',
              name: 'status',
              label: t('tracking:column.status'),
              options: STATUSES.map((value) => ({ value, label: t(`tracking:status.${value}`) })),
            },
          ]}
          values={filters}
          onChange={change}
          picker={<AffiliateFilter affiliateId={filters.affiliateId} onChange={change} />}
        />
        <DataTable
          label={t('tracking:links.title')}
          columns={useLinkColumns(true)}
          pages={useLinks(filters)}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              title={isFiltered ? t('table.nothingMatches') : t('tracking:links.none')}
              detail={isFiltered ? t('table.nothingMatchesDetail') : t('tracking:links.noneDetail')}
            />
          }
        />
      </Panel>
      {isAdding && <NewLinkDialog affiliateId={filters.affiliateId ?? null} onClose={adding.close} />}
    </>
  );
}
