import { Anchor, Button, Select, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { BulkBar } from '../../ui/bulk-bar.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useFormat } from '../../ui/format.ts';
import { NoData } from '../../ui/money.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { type FaultRow, type FaultView, NOBODY, type QualityView, useMendFaults } from './queries.ts';

interface RecordsPanelProps {
  fault: FaultView;
  owner: string | undefined;
  owners: QualityView['owners'];
  onOwner(ownerId: string | undefined): void;
}

/** The records with the chosen fault, worth most first; those with a suggestion are mended by a click. */
export function RecordsPanel({ fault, owner, owners, onOwner }: RecordsPanelProps) {
  const { t } = useTranslation();
  const can = useCan();
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const mending = useMendFaults(fault.key, () => select(new Set()));
  const pages = usePages<FaultRow>(`/data-quality/${fault.key}`, { ownerId: owner });
  const canMend = fault.isMendable && can(fault.object === 'deal' ? 'deals.write' : 'accounts.write');
  const choice = (
    <Select
      aria-label={t('dataQuality:owner')}
      placeholder={t('dataQuality:everybody')}
      data={owners.map(({ ownerId, ownerName }) => ({
        value: ownerId ?? NOBODY,
        label: ownerName ?? t('dataQuality:nobody'),
      }))}
      value={owner ?? null}
      onChange={(value) => onOwner(value ?? undefined)}
      clearable
      clearButtonProps={{ 'aria-label': t('dataQuality:everybody') }}
      size="xs"
    />
  );
  return (
    <>
      <Panel
        title={t(`dataQuality:fault.${fault.key}`)}
        detail={t(`dataQuality:why.${fault.key}`)}
        actions={choice}
        isFlush
      >
        <DataTable<FaultRow>
          label={t(`dataQuality:fault.${fault.key}`)}
          columns={useColumns(fault, canMend, (id) => mending.mutate([id]))}
          pages={pages}
          rowKey={({ id }) => id}
          selection={canMend ? { ids: selected, onChange: select } : undefined}
          empty={<EmptyState title={t('dataQuality:clean')} detail={t('dataQuality:cleanDetail')} />}
        />
      </Panel>
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <Button loading={mending.isPending} onClick={() => mending.mutate([...selected])}>
          {t('dataQuality:mendAll', { count: selected.size })}
        </Button>
      </BulkBar>
    </>
  );
}

function useColumns(fault: FaultView, canMend: boolean, onMend: (id: string) => void): Column<FaultRow>[] {
  const { t } = useTranslation();
  const columns: Column<FaultRow>[] = [
    {
      id: 'name',
      label: t(`dataQuality:object.${fault.object}`),
      isTitle: true,
      cell: (row) => <RecordName object={fault.object} row={row} />,
    },
    {
      id: 'owner',
      label: t('dataQuality:owner'),
      cell: ({ ownerName }) => ownerName ?? <NoData />,
    },
  ];
  if (fault.kind === 'duplicate') return [...columns, duplicatesLink(fault, t('dataQuality:compare'))];
  if (!fault.isMendable) return columns;
  const suggested: Column<FaultRow> = {
    id: 'suggestion',
    label: t('dataQuality:suggestion'),
    cell: ({ suggestion }) => <Suggestion suggestion={suggestion} />,
  };
  const acts: Column<FaultRow> = {
    id: 'acts',
    label: t('dataQuality:mend'),
    isLabelHidden: true,
    align: 'right',
    cell: ({ id, suggestion }) =>
      suggestion && (
        <Button size="xs" variant="default" onClick={() => onMend(id)}>
          {t('dataQuality:mend')}
        </Button>
      ),
  };
  return canMend ? [...columns, suggested, acts] : [...columns, suggested];
}

function duplicatesLink({ object }: FaultView, label: string): Column<FaultRow> {
  return {
    id: 'compare',
    label,
    isLabelHidden: true,
    align: 'right',
    cell: ({ name }) => (
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => <Link to="/duplicates" search={{ object, q: name }} {...props} />}
      >
        {label}
      </Button>
    ),
  };
}

function Suggestion({ suggestion }: { suggestion: FaultRow['suggestion'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!suggestion) return <NoData />;
  const { field, value, label } = suggestion;
  if (field === 'stage') return t(`customers:stage.${value}`);
  return field === 'country' ? format.country(value) : label;
}

function RecordName({ object, row: { id, name, detail } }: { object: FaultView['object']; row: FaultRow }) {
  return (
    <Stack gap={0}>
      <Anchor
        inherit
        c="var(--mantine-color-text)"
        renderRoot={(props) => {
          if (object === 'account')
            return <Link to="/accounts/$accountId" params={{ accountId: id }} {...props} />;
          if (object === 'person')
            return <Link to="/people/$personId" params={{ personId: id }} {...props} />;
          return <Link to="/deals/$dealId" params={{ dealId: id }} {...props} />;
        }}
      >
        {name}
      </Anchor>
      {detail && (
        <Text size="xs" c="dimmed" fw={400}>
          {detail}
        </Text>
      )}
    </Stack>
  );
}
