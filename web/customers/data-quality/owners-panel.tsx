import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../ui/charts.tsx';
import { Count } from '../../ui/numbers.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { NOBODY, type QualityView } from './queries.ts';

const MAX_DRAWN = 8;
const COLORS = { missing: 'yellow.5', stale: 'gray.5', contradicting: 'red.5', duplicate: 'blue.5' } as const;
const KINDS = Object.keys(COLORS) as (keyof typeof COLORS)[];

type OwnerRow = QualityView['owners'][number];

/** Whose records have faults, as a picture and in numbers; choosing one shows theirs alone. */
export function OwnersPanel({
  quality: { faults, owners },
  owner,
  onChoose,
}: {
  quality: QualityView;
  owner: string | undefined;
  onChoose(ownerId: string): void;
}) {
  const { t } = useTranslation();
  const nameOf = ({ ownerName }: OwnerRow) => ownerName ?? t('dataQuality:nobody');
  const ofKind = (row: OwnerRow, kind: string) =>
    faults.reduce((sum, fault) => sum + (fault.kind === kind ? (row.counts[fault.key] ?? 0) : 0), 0);
  return (
    <Panel title={t('dataQuality:owners')} detail={t('dataQuality:ownersDetail')}>
      {owners.length === 0 ? (
        <EmptyState title={t('dataQuality:none')} detail={t('dataQuality:noneDetail')} />
      ) : (
        <>
          <Chart
            kind="stacked-bar"
            label={t('dataQuality:owners')}
            over="owner"
            rows={owners.slice(0, MAX_DRAWN).map((row) => ({
              owner: nameOf(row),
              ...Object.fromEntries(KINDS.map((kind) => [kind, ofKind(row, kind)])),
            }))}
            series={KINDS.map((kind) => ({
              name: kind,
              label: t(`dataQuality:kind.${kind}`),
              color: COLORS[kind],
            }))}
          />
          <SimpleTable
            label={t('dataQuality:owners')}
            rows={owners}
            rowKey={({ ownerId }) => ownerId ?? NOBODY}
            columns={[
              {
                id: 'owner',
                label: t('dataQuality:owner'),
                isTitle: true,
                cell: (row) => <OwnerChoice row={row} owner={owner} onChoose={onChoose} name={nameOf(row)} />,
              },
              ...KINDS.map((kind) => ({
                id: kind,
                label: t(`dataQuality:kind.${kind}`),
                align: 'right' as const,
                cell: (row: OwnerRow) => <Count value={ofKind(row, kind)} />,
              })),
            ]}
          />
        </>
      )}
    </Panel>
  );
}

function OwnerChoice({
  row: { ownerId },
  owner,
  name,
  onChoose,
}: {
  row: OwnerRow;
  owner: string | undefined;
  name: string;
  onChoose(ownerId: string): void;
}) {
  const key = ownerId ?? NOBODY;
  return (
    <Anchor
      component="button"
      type="button"
      fz="sm"
      aria-pressed={key === owner}
      onClick={() => onChoose(key)}
    >
      <Text inherit fw={key === owner ? 700 : 500}>
        {name}
      </Text>
    </Anchor>
  );
}
