import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { Money } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { type QuoteRow, quotesOfQuery } from './queries.ts';
import { QuoteState } from './state-badge.tsx';

const SHOWN = 10;

/** What was offered: for a deal, with the way to a new one; or to an account. */
export function QuotesPanel({ dealId, accountId }: { dealId?: string; accountId?: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const mayRead = can('deals.read');
  const quotes = useQuery({ ...quotesOfQuery({ dealId, accountId, limit: SHOWN }), enabled: mayRead });
  if (!mayRead) return null;
  const add = dealId && can('deals.write') && (
    <Button
      size="compact-sm"
      variant="default"
      renderRoot={(props) => <Link to="/quotes/new" search={{ deal: dealId }} {...props} />}
    >
      {t('quotes:add')}
    </Button>
  );
  return (
    <Panel title={t('quotes:title')} actions={add}>
      <Loaded query={quotes} lines={2}>
        {({ data }) => (
          <Stack gap="xs">
            {data.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('quotes:none')}
              </Text>
            )}
            {data.map((quote) => (
              <QuoteItem key={quote.id} quote={quote} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function QuoteItem({ quote: { id, title, label, state, totalMinor, currency } }: { quote: QuoteRow }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Anchor
          size="sm"
          fw={550}
          c="var(--mantine-color-text)"
          renderRoot={(props) => <Link to="/quotes/$quoteId" params={{ quoteId: id }} {...props} />}
        >
          {title}
        </Anchor>
        <Text size="xs" c="dimmed">
          {label}
        </Text>
      </div>
      <Stack gap={2} align="flex-end" style={{ flex: 'none' }}>
        <Text size="sm" component="div">
          <Money amountMinor={totalMinor} currency={currency} isShort />
        </Text>
        <QuoteState state={state} />
      </Stack>
    </Group>
  );
}
