import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconTableImport } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AffiliateFilter } from '../affiliates/affiliate-filter.tsx';
import { useCan } from '../shell/session.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { BulkLinksDialog } from './bulk-links-dialog.tsx';
import { LinkBulkActions } from './link-bulk-actions.tsx';
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
  useShortcut('create', can('links.write') && adding.open);
  const [isAddingMany, addingMany] = useDisclosure(false);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader
        title={t('tracking:links.title')}
        detail={t('tracking:links.detail')}
        actions={
          <Group gap="xs">
            <Button variant="default" component={Link} to="/click-caps">
              {t('tracking:caps.title')}
            </Button>
            {can('links.write') && (
              <>
                <Button
                  variant="default"
                  leftSection={<IconTableImport size={16} />}
                  onClick={addingMany.open}
                >
                  {t('tracking:bulk.open')}
                </Button>
                <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
                  {t('tracking:links.new')}
                </Button>
              </>
            )}
          </Group>
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
        >
          <ExportMenu list="links" query={filters} />
        </FilterBar>
        <DataTable
          label={t('tracking:links.title')}
          columns={useLinkColumns(true)}
          pages={useLinks(filters)}
          rowKey={({ id }) => id}
          selection={can('links.write') ? { ids: selected, onChange: select } : undefined}
          empty={
            <EmptyState
              title={isFiltered ? t('table.nothingMatches') : t('tracking:links.none')}
              detail={isFiltered ? t('table.nothingMatchesDetail') : t('tracking:links.noneDetail')}
            />
          }
        />
      </Panel>
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <LinkBulkActions ids={[...selected]} onDone={() => select(new Set())} />
      </BulkBar>
      {isAddingMany && <BulkLinksDialog onClose={addingMany.close} />}
      {isAdding && <NewLinkDialog affiliateId={filters.affiliateId ?? null} onClose={adding.close} />}
    </>
  );
}
