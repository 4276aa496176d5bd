import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../../locales/channel-words.ts';
import type { Column } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { useFormat } from '../../ui/format.ts';
import { Money, NoData } from '../../ui/money.tsx';
import { tagColumn } from '../tags/tag-badges.tsx';
import { DealMarks, StateBadge } from './deal-marks.tsx';
import { type DealRow, usePipelines } from './queries.ts';

/** Every column that the list of deals can show. */
export function useDealColumns(): Column<DealRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { stages } = usePipelines();
  const label = (field: string) => t(`deals:field.${field}`);
  return [
    {
      ...{ id: 'name', label: label('name'), sortBy: 'name', isTitle: true },
      cell: (deal) => <NameCell deal={deal} />,
    },
    {
      ...{ id: 'stage', label: label('stage'), sortBy: 'stageSince' },
      cell: ({ state, stageId }) =>
        state === 'open' ? stages.get(stageId)?.name : <StateBadge state={state} />,
    },
    {
      ...{ id: 'amount', label: label('amount'), sortBy: 'amountMinor', align: 'right' },
      cell: ({ amountMinor, currency }) => <Money amountMinor={amountMinor} currency={currency} />,
    },
    {
      ...{ id: 'probability', label: label('probability'), align: 'right' },
      cell: ({ probability }) => format.percent(probability / 100),
    },
    {
      ...{ id: 'expected', label: label('expectedOn'), sortBy: 'expectedOn', align: 'right' },
      cell: ({ expectedOn }) => <DateTime at={expectedOn} />,
    },
    {
      id: 'nextStep',
      label: label('nextStep'),
      isProse: true,
      cell: ({ nextStep }) => nextStep ?? <NoData />,
    },
    { id: 'marks', label: label('marks'), cell: (deal) => <DealMarks deal={deal} /> },
    { id: 'owner', label: label('owner'), cell: ({ ownerName }) => ownerName ?? <NoData /> },
    {
      ...{ id: 'channel', label: label('channel'), isOptional: true },
      cell: ({ channel }) => (channel ? channelWords(t, channel) : <NoData />),
    },
    { id: 'source', label: label('source'), isOptional: true, cell: ({ source }) => source ?? <NoData /> },
    {
      ...{ id: 'lossReason', label: label('lossReason'), isOptional: true },
      cell: ({ lossReason }) => lossReason ?? <NoData />,
    },
    {
      ...{ id: 'created', label: label('created'), sortBy: 'createdAt', align: 'right', isOptional: true },
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
    {
      ...{ id: 'closed', label: label('closed'), sortBy: 'closedAt', align: 'right', isOptional: true },
      cell: ({ closedAt }) => <DateTime at={closedAt} />,
    },
    tagColumn(t('tags:title')),
  ];
}

function NameCell({ deal: { id, name, accountName } }: { deal: DealRow }) {
  return (
    <>
      <Anchor
        inherit
        c="var(--mantine-color-text)"
        renderRoot={(props) => <Link to="/deals/$dealId" params={{ dealId: id }} {...props} />}
      >
        {name}
      </Anchor>
      <Text size="xs" c="dimmed" fw={400}>
        {accountName}
      </Text>
    </>
  );
}
