import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Statement } from '../../server/payouts/schema.ts';
import type { Jsonified } from '../ui/api.ts';
import type { Column } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { Money } from '../ui/money.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';

type Movement = Jsonified<Statement>['movements'][number];

/** A commission that is looked at says so on its line. */
function withReview({ text, review }: Movement) {
  if (!review) return text;
  return (
    <>
      {text}
      <Text span display="block" size="xs" c="dimmed">
        {review}
      </Text>
    </>
  );
}

/** A month of an affiliate's account: what it began with, each movement, what it ended with. */
export function StatementTable({ statement }: { statement: Jsonified<Statement> }) {
  const { t } = useTranslation();
  const money = (amountMinor: number) => <Money amountMinor={amountMinor} currency={statement.currency} />;
  const columns: Column<Movement>[] = [
    { id: 'at', label: t('payouts:statement.at'), cell: ({ at }) => <DateTime at={at} /> },
    { id: 'what', label: t('payouts:statement.what'), isTitle: true, cell: withReview },
    {
      id: 'amount',
      label: t('payouts:column.amount'),
      align: 'right',
      cell: ({ amountMinor }) => money(amountMinor),
    },
    {
      id: 'balance',
      label: t('payouts:statement.balance'),
      align: 'right',
      cell: ({ balanceMinor }) => money(balanceMinor),
    },
  ];
  return (
    <>
      <Fact label={t('payouts:statement.opening')}>{money(statement.openingMinor)}</Fact>
      {statement.movements.length === 0 ? (
        <Text size="sm" c="dimmed" my="sm">
          {t('payouts:statement.nothing')}
        </Text>
      ) : (
        <SimpleTable
          label={t('payouts:statement.title')}
          columns={columns}
          rows={statement.movements}
          rowKey={({ entryId }) => entryId}
        />
      )}
      <Fact label={t('payouts:statement.closing')}>{money(statement.closingMinor)}</Fact>
      {statement.conditions.length > 0 && (
        <section>
          <Title order={3}>{t('payouts:statement.conditions')}</Title>
          <Fact label={t('payouts:statement.waiting')}>{money(statement.waitingMinor)}</Fact>
          {statement.conditions.map(({ commissionId, saleExternalId, text }) => (
            <Text key={commissionId} size="sm">
              {t('payouts:movement.commission', { sale: saleExternalId })}: {text}
            </Text>
          ))}
        </section>
      )}
    </>
  );
}
