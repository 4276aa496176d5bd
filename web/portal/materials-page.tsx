import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MaterialCard } from '../pages/material-card.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { TableFoot } from '../ui/table-foot.tsx';
import { useOwnMaterials } from './queries.ts';

/** Texts, links and pictures to recommend with, ready to copy. */
export function PortalMaterialsPage() {
  const { t } = useTranslation();
  const pages = useOwnMaterials();
  if (pages.error && !pages.rows) return <ErrorState error={pages.error} onRetry={pages.retry} />;
  return (
    <>
      <PageHeader title={t('portal:material.title')} detail={t('portal:material.detail')} />
      {!pages.rows && <LoadingState />}
      {pages.rows?.length === 0 && <EmptyState title={t('portal:material.none')} />}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {pages.rows?.map((material) => (
          <MaterialCard key={material.id} material={material} />
        ))}
      </SimpleGrid>
      {pages.rows && pages.rows.length > 0 && <TableFoot pages={pages} />}
    </>
  );
}
