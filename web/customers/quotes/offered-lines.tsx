import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createFormat, readerLocale } from '../../ui/format.ts';
import { SimpleTable } from '../../ui/simple-table.tsx';
import type { QuoteLine, ShownQuote } from './queries.ts';

const WHOLE_BASIS_POINTS = 10_000;

type Sums = Pick<ShownQuote, 'lines' | 'currency' | 'netMinor' | 'totalMinor' | 'taxes'>;

/** What is offered line by line and what it comes to, as the receiver sees it too. */
export function OfferedLines({ quote }: { quote: Sums }) {
  const { t, i18n } = useTranslation();
  // Whoever reads it may not be signed in; there is no time in it.
  const format = createFormat(readerLocale(i18n.language), 'UTC');
  const money = (amountMinor: number) => format.money(amountMinor, quote.currency);
  const label = (column: string) => t(`visitors:quote.column.${column}`);
  const right = { align: 'right' as const };
  return (
    <>
      <SimpleTable<QuoteLine & { place: number }>
        label={t('visitors:quote.lines')}
        rows={quote.lines.map((line, place) => ({ ...line, place }))}
        rowKey={({ place }) => String(place)}
        columns={[
          { id: 'what', label: label('what'), isTitle: true, cell: (line) => <What line={line} /> },
          {
            ...right,
            id: 'quantity',
            label: label('quantity'),
            cell: ({ quantity }) => format.number(quantity),
          },
          { ...right, id: 'price', label: label('price'), cell: ({ priceMinor }) => money(priceMinor) },
          {
            ...{ ...right, id: 'discount', label: label('discount') },
            cell: ({ discountBasisPoints }) =>
              discountBasisPoints > 0 ? format.percent(discountBasisPoints / WHOLE_BASIS_POINTS) : null,
          },
          { ...right, id: 'net', label: label('net'), cell: ({ netMinor }) => money(netMinor) },
        ]}
      />
      <Stack gap={4} p="md" align="flex-end">
        <Sum label={t('visitors:quote.net')} amount={money(quote.netMinor)} />
        {quote.taxes.map(({ taxBasisPoints, taxMinor }) => (
          <Sum
            key={taxBasisPoints}
            label={t('visitors:quote.tax', { rate: format.percent(taxBasisPoints / WHOLE_BASIS_POINTS) })}
            amount={money(taxMinor)}
          />
        ))}
        <Sum label={t('visitors:quote.total')} amount={money(quote.totalMinor)} isWhole />
      </Stack>
    </>
  );
}

function What({ line: { name, description, cycle } }: { line: QuoteLine }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm" fw={550}>
        {name}
      </Text>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'pre-line' }}>
        {[cycle === 'once' ? null : t(`visitors:quote.cycle.${cycle}`), description]
          .filter(Boolean)
          .join('\n')}
      </Text>
    </>
  );
}

function Sum({ label, amount, isWhole = false }: { label: string; amount: string; isWhole?: boolean }) {
  return (
    <Group gap="xl" justify="space-between" miw={220}>
      <Text size="sm" c={isWhole ? undefined : 'dimmed'} fw={isWhole ? 650 : undefined}>
        {label}
      </Text>
      <Text size={isWhole ? 'lg' : 'sm'} fw={isWhole ? 650 : undefined} className="figures">
        {amount}
      </Text>
    </Group>
  );
}
