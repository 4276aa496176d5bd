import { useTranslation } from 'react-i18next';
import type { Duplicate } from '../../../server/customers/duplicates/schema.ts';
import { useCan } from '../../shell/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { useDuplicateColumns } from '../duplicates/columns.tsx';

const OBJECTS = ['account', 'person'] as const;
const ASK_EVERY_MS = 5_000;
// Records are compared after the import, five hundred at a time; a large one is done within minutes.
const COMPARED_WITHIN_MS = 10 * 60_000;

interface LikelyDuplicatesProps {
  importId: string;
  finishedAt: string | null;
}

/** Records that came in with an import and look like others, as they are found; absent when there are none. */
export function LikelyDuplicates(props: LikelyDuplicatesProps) {
  const can = useCan();
  if (!can('accounts.read')) return null;
  return OBJECTS.map((object) => <PairsOfImport key={object} object={object} {...props} />);
}

interface PairsOfImportProps extends LikelyDuplicatesProps {
  object: (typeof OBJECTS)[number];
}

function PairsOfImport({ object, importId, finishedAt }: PairsOfImportProps) {
  const { t } = useTranslation();
  const isFresh = finishedAt !== null && Date.now() - Date.parse(finishedAt) < COMPARED_WITHIN_MS;
  const pages = usePages<Duplicate>(
    '/duplicates',
    { object, importId },
    isFresh ? { askEveryMs: ASK_EVERY_MS } : {},
  );
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
