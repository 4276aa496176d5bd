import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useLinkColumns } from './link-columns.tsx';
import { NewLinkDialog } from './new-link-dialog.tsx';
import { useLinks } from './queries.ts';

/** The links of one affiliate. */
export function LinksPanel({ affiliateId }: { affiliateId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isAdding, adding] = useDisclosure(false);
  return (
    <Panel
      isFlush
      title={t('tracking:links.title')}
      actions={
        can('links.write') && (
          <Button size="compact-sm" variant="default" onClick={adding.open}>
            {t('tracking:links.new')}
          </Button>
        )
      }
    >
      <DataTable
        label={t('tracking:links.title')}
        columns={useLinkColumns(false)}
        pages={useLinks({ affiliateId })}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('tracking:links.none')} />}
      />
      {isAdding && <NewLinkDialog affiliateId={affiliateId} onClose={adding.close} />}
    </Panel>
  );
}
