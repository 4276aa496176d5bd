import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { Money } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Acts } from './acts.tsx';
import { Figures } from './figures.tsx';
import { type OpportunityRow, opportunitiesOfQuery } from './queries.ts';

/** What the account may buy in addition, and what became of earlier proposals; nothing where there never was one. */
export function UpsellPanel({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const mayRead = useCan()('success.read');
  const { data } = useQuery({ ...opportunitiesOfQuery(accountId), enabled: mayRead });
  if (!data || data.data.length === 0) return null;
  return (
    <Panel title={t('upsell:title')}>
      <Stack gap="md">
        {data.data.map((row) => (
          <Proposal key={row.id} row={row} />
        ))}
      </Stack>
    </Panel>
  );
}

function Proposal({ row }: { row: OpportunityRow }) {
  const { t } = useTranslation();
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={550}>
          {t(`upsell:kind.${row.kind}`)}
        </Text>
        <Text size="sm" component="div">
          <Money amountMinor={row.monthlyMinor} currency={row.currency} />
        </Text>
      </Group>
      <Figures row={row} />
      <Acts row={row} />
    </div>
  );
}
