import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportSummary } from '../../../server/customers/imports/schema.ts';
import type { Jsonified } from '../../ui/api.ts';
import type { Column } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { Count } from '../../ui/numbers.tsx';
import { StateBadge } from './state-badge.tsx';

type Row = Jsonified<ImportSummary>;

export function useHistoryColumns(): Column<Row>[] {
  const { t } = useTranslation();
  const count = (id: keyof Row['counts']): Column<Row> => ({
    id,
    label: t(`importing:count.${id}`),
    align: 'right',
    cell: ({ counts }) => <Count value={counts[id]} />,
  });
  return [
    {
      id: 'files',
      label: t('importing:field.files'),
      isTitle: true,
      cell: ({ id, fileNames }) => (
        <Anchor
          inherit
          c="var(--mantine-color-text)"
          renderRoot={(props) => <Link to="/imports/$importId" params={{ importId: id }} {...props} />}
        >
          <Text inherit lineClamp={1}>
            {fileNames.join(', ')}
          </Text>
        </Anchor>
      ),
    },
    {
      id: 'state',
      label: t('importing:field.state'),
      cell: ({ state, questionCount }) => <StateBadge state={state} questionCount={questionCount} />,
    },
    count('created'),
    count('updated'),
    count('unchanged'),
    count('failed'),
    { id: 'by', label: t('importing:field.by'), cell: ({ createdByName }) => createdByName },
    {
      id: 'at',
      label: t('importing:field.at'),
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} form="ago" />,
    },
  ];
}
