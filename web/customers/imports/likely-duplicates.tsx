import { useTranslation } from 'react-i18next';
import type { Duplicate } from '../../../server/customers/duplicates/schema.ts';
import { useCan } from '../../shell/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { useDuplicateColumns } from '../duplicates/columns.tsx';

const OBJECTS = ['account', 'person'] as const;

/** Records that came in with an import and look like others; absent when there are none. */
export function LikelyDuplicates({ importId }: { importId: string }) {
  const can = useCan();
  if (!can('accounts.read')) return null;
  return OBJECTS.map((object) => <PairsOfImport key={object} object={object} importId={importId} />);
}

function PairsOfImport({ object, importId }: { object: (typeof OBJECTS)[number]; importId: string }) {
  const { t } = useTranslation();
  const pages = usePages<Duplicate>('/duplicates', { object, importId });
  const columns = useDuplicateColumns();
  const count = pages.rows?.length ?? 0;
  if (count === 0) return null;
  return (
    <Panel
      isFlush
      title={t(`duplicates:likely.${object}`, { count, more: pages.hasMore ? '+' : '' })}
      detail={t('duplicates:likely.importDetail')}
    >
      <DataTable
        label={t(`duplicates:object.${object}`)}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        empty={null}
      />
    </Panel>
  );
}
