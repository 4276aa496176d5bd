import { Anchor, Grid, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../../ui/date-time.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Money } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { OfferedLines } from './offered-lines.tsx';
import { quoteQuery, type ShownQuote } from './queries.ts';
import { QuoteActs } from './quote-acts.tsx';
import { QuoteState } from './state-badge.tsx';

const route = getRouteApi('/shell/quotes/$quoteId');
/** The receiver may open it, or answer, at any time. */
const REFRESH_MS = 30_000;

/** A quote: what is in it, who has seen it, and what came of it. */
export function QuotePage() {
  const { t } = useTranslation();
  const { quoteId } = route.useParams();
  return (
    <Loaded query={useQuery({ ...quoteQuery(quoteId), refetchInterval: REFRESH_MS })}>
      {(quote) => (
        <>
          <PageHeader
            above={[{ label: t('quotes:title'), to: '/quotes' }]}
            title={quote.title}
            detail={
              <Group gap="xs">
                <QuoteState state={quote.state} />
                <Text span inherit fw={600} c="var(--mantine-color-text)">
                  <Money amountMinor={quote.totalMinor} currency={quote.currency} />
                </Text>
                {quote.label && <span>{quote.label}</span>}
              </Group>
            }
            actions={<QuoteActs quote={quote} />}
          />
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 8 }}>
              <Stack gap="lg">
                {quote.intro && <Words title={t('quotes:form.intro')} text={quote.intro} />}
                <Panel title={t('visitors:quote.lines')} isFlush>
                  <OfferedLines quote={quote} />
                </Panel>
                {quote.terms && <Words title={t('quotes:form.terms')} text={quote.terms} />}
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}>
              <Stack gap="lg">
                <FactsPanel quote={quote} />
                <HistoryPanel quote={quote} />
              </Stack>
            </Grid.Col>
          </Grid>
        </>
      )}
    </Loaded>
  );
}

function Words({ title, text }: { title: string; text: string }) {
  return (
    <Panel title={title}>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Text>
    </Panel>
  );
}

function FactsPanel({ quote }: { quote: ShownQuote }) {
  const { t } = useTranslation();
  const { dealId, dealName, accountId, accountName, recipientName, recipientEmail } = quote;
  return (
    <Panel title={t('quotes:facts')}>
      <Stack gap={4}>
        <Fact label={t('quotes:column.deal')}>
          <Anchor inherit renderRoot={(props) => <Link to="/deals/$dealId" params={{ dealId }} {...props} />}>
            {dealName}
          </Anchor>
        </Fact>
        {accountId && (
          <Fact label={t('quotes:account')}>
            <Anchor
              inherit
              renderRoot={(props) => <Link to="/accounts/$accountId" params={{ accountId }} {...props} />}
            >
              {accountName}
            </Anchor>
          </Fact>
        )}
        <Fact label={t('quotes:column.recipient')}>
          {recipientName}
          {recipientEmail && ` · ${recipientEmail}`}
        </Fact>
        <Fact label={t('quotes:column.validUntil')}>
          <DateTime at={quote.validUntil} form="date" />
        </Fact>
        <Fact label={t('quotes:form.language')}>{t(`quotes:language.${quote.language}`)}</Fact>
      </Stack>
    </Panel>
  );
}

/** What happened to it, and its other versions. */
function HistoryPanel({ quote }: { quote: ShownQuote }) {
  const { t } = useTranslation();
  const { versions, sentAt, viewedAt, endedAt, endedByName, endedByEmail, endNote, state } = quote;
  return (
    <Panel title={t('quotes:history.title')}>
      <Stack gap={4}>
        <Fact label={t('quotes:history.created', { name: quote.createdByName })}>
          <DateTime at={quote.createdAt} />
        </Fact>
        {sentAt && (
          <Fact label={t('quotes:history.sent', { name: quote.sentByName })}>
            <DateTime at={sentAt} />
          </Fact>
        )}
        {sentAt && (
          <Fact label={t('quotes:history.viewed')}>
            {viewedAt ? <DateTime at={viewedAt} /> : t('quotes:history.notViewed')}
          </Fact>
        )}
        {endedAt && (
          <Fact label={t(`quotes:history.${state}`, { name: endedByName })}>
            <DateTime at={endedAt} />
          </Fact>
        )}
        {endedByEmail && <Fact label={t('quotes:history.address')}>{endedByEmail}</Fact>}
        {endNote && <Fact label={t('quotes:history.reason')}>{endNote}</Fact>}
      </Stack>
      {versions.length > 1 && (
        <Stack gap={4} mt="sm">
          <Text size="xs" c="dimmed" fw={600}>
            {t('quotes:history.versions')}
          </Text>
          {versions.map(({ id, version, state: stateOfIt }) => (
            <Group key={id} gap="xs">
              <Anchor
                size="sm"
                fw={id === quote.id ? 650 : undefined}
                renderRoot={(props) => <Link to="/quotes/$quoteId" params={{ quoteId: id }} {...props} />}
              >
                {t('quotes:history.version', { version })}
              </Anchor>
              <QuoteState state={stateOfIt} />
            </Group>
          ))}
        </Stack>
      )}
    </Panel>
  );
}
