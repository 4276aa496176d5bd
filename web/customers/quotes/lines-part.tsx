import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { netOf, totalsOf } from '../../../server/customers/quotes/rules.ts';
import { useFormat } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { EMPTY_LINE, type LineValues, type QuoteValues, toBasisPoints } from './form-values.ts';
import { LineFields } from './line-fields.tsx';
import { priceListsQuery, productsQuery } from './queries.ts';

/** What is offered, with what it comes to as it is typed. */
export function LinesPart({ form }: { form: UseFormReturnType<QuoteValues> }) {
  const { t } = useTranslation();
  const { lines, currency, priceListId } = form.getValues();
  const products = useQuery(productsQuery).data?.data ?? [];
  const lists = useQuery(priceListsQuery).data?.data ?? [];
  const prices = lists.find(({ id }) => id === priceListId)?.prices ?? [];
  const set = (next: LineValues[]) => form.setFieldValue('lines', next);
  return (
    <Panel title={t('visitors:quote.lines')}>
      <Stack>
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and stay in their order.
          <Paper key={place} withBorder p="sm" radius="md">
            <LineFields
              {...{ line, place, currency, products, prices }}
              errorOf={(field) => form.errors[`lines.${place}.${field}`]}
              onChange={(part) => set(lines.map((each, at) => (at === place ? { ...each, ...part } : each)))}
              onRemove={lines.length > 1 ? () => set(lines.filter((_each, at) => at !== place)) : undefined}
            />
          </Paper>
        ))}
        <Group justify="space-between">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => set([...lines, EMPTY_LINE])}
          >
            {t('quotes:form.addLine')}
          </Button>
          <Total lines={lines} currency={currency} />
        </Group>
      </Stack>
    </Panel>
  );
}

function Total({ lines, currency }: Pick<QuoteValues, 'lines' | 'currency'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!/^[A-Z]{3}$/.test(currency)) return null;
  const { netMinor, totalMinor } = totalsOf(
    lines.map(({ quantity, priceMinor, discountPercent, taxPercent }) => ({
      netMinor: netOf({
        ...{ quantity: Math.trunc(quantity), priceMinor: priceMinor ?? 0 },
        discountBasisPoints: toBasisPoints(discountPercent),
      }),
      taxBasisPoints: toBasisPoints(taxPercent),
    })),
  );
  return (
    <Text size="sm" className="figures" aria-live="polite">
      {t('quotes:form.sums', {
        net: format.money(netMinor, currency),
        total: format.money(totalMinor, currency),
      })}
    </Text>
  );
}
