import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../../locales/channel-words.ts';
import type { Person } from '../../../server/customers/schema/person.ts';
import type { Jsonified } from '../../ui/api.ts';
import type { Column } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { NoData } from '../../ui/money.tsx';
import { StageBadge } from '../../ui/stage-badge.tsx';

type Row = Jsonified<Person>;

export function usePersonColumns(): Column<Row>[] {
  const { t } = useTranslation();
  const label = (field: string) => t(`people:field.${field}`);
  return [
    {
      id: 'name',
      label: label('name'),
      sortBy: 'name',
      isTitle: true,
      cell: ({ id, name, email }) => (
        <>
          <Anchor
            inherit
            c="var(--mantine-color-text)"
            renderRoot={(props) => <Link to="/people/$personId" params={{ personId: id }} {...props} />}
          >
            {name ?? email ?? id}
          </Anchor>
          <Text size="xs" c="dimmed" fw={400}>
            {name && email}
          </Text>
        </>
      ),
    },
    { id: 'title', label: label('title'), cell: ({ title }) => title ?? <NoData /> },
    {
      id: 'account',
      label: label('account'),
      cell: ({ accountId, accountName }) =>
        accountId ? (
          <Anchor
            inherit
            renderRoot={(props) => <Link to="/accounts/$accountId" params={{ accountId }} {...props} />}
          >
            {accountName}
          </Anchor>
        ) : (
          <NoData />
        ),
    },
    { id: 'stage', label: label('stage'), cell: ({ stage }) => <StageBadge stage={stage} /> },
    {
      id: 'channel',
      label: label('channel'),
      cell: ({ channel }) => (channel ? channelWords(t, channel) : <NoData />),
    },
    { id: 'owner', label: label('owner'), cell: ({ ownerName }) => ownerName ?? <NoData /> },
    {
      id: 'created',
      label: label('created'),
      sortBy: 'createdAt',
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
  ];
}
