import { Button, SimpleGrid, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { TableFoot } from '../ui/table-foot.tsx';
import { KINDS } from './kinds.ts';
import { MaterialActs } from './material-acts.tsx';
import { MaterialCard } from './material-card.tsx';
import { MaterialDialog } from './material-dialog.tsx';
import { type MaterialRow, useMaterials } from './queries.ts';

const route = getRouteApi('/shell/material');

/** What affiliates find in their portal, as they see it, to add to and to change. */
export function MaterialPage() {
  const { t } = useTranslation();
  const can = useCan();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const [edited, edit] = useState<MaterialRow | 'new' | null>(null);
  const add = can('materials.write') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
      {t('pages:new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('pages:title')} detail={t('pages:detail')} actions={add} />
      <Stack>
        <Panel isFlush>
          <FilterBar
            filters={[
              {
                kind: 'choice',
                name: 'kind',
                label: t('pages:field.kind'),
                options: KINDS.map((value) => ({ value, label: t(`pages:kind.${value}`) })),
              },
            ]}
            values={filters}
            onChange={(changed) =>
              navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
            }
          />
        </Panel>
        <Materials filters={filters} onEdit={can('materials.write') ? edit : undefined} />
      </Stack>
      {edited && <MaterialDialog material={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
    </>
  );
}

interface MaterialsProps {
  filters: { kind?: string };
  onEdit?: (material: MaterialRow) => void;
}

function Materials({ filters, onEdit }: MaterialsProps) {
  const { t } = useTranslation();
  const pages = useMaterials(filters);
  if (pages.error && !pages.rows) return <ErrorState error={pages.error} onRetry={pages.retry} />;
  if (!pages.rows) return <LoadingState />;
  if (pages.rows.length === 0) {
    return filters.kind ? (
      <EmptyState title={t('table.nothingMatches')} detail={t('table.nothingMatchesDetail')} />
    ) : (
      <EmptyState title={t('pages:empty.title')} detail={t('pages:empty.detail')} />
    );
  }
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {pages.rows.map((material) => (
          <MaterialCard
            key={material.id}
            material={material}
            actions={onEdit && <MaterialActs material={material} onEdit={() => onEdit(material)} />}
          />
        ))}
      </SimpleGrid>
      <TableFoot pages={pages} />
    </>
  );
}
