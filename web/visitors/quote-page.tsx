import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfferedQuote } from '../../server/customers/quotes/schema/quote.ts';
import { OfferedLines } from '../customers/quotes/offered-lines.tsx';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { speakAsWritten } from '../shell/words.ts';
import { ApiProblem, api, downloadAddress, type Jsonified } from '../ui/api.ts';
import { Loaded } from '../ui/states.tsx';
import { QuoteAnswer } from './quote-answer.tsx';

const route = getRouteApi('/quote/$token');
const PAGE_WIDTH_PX = 860;

export type Offered = Jsonified<OfferedQuote>;

/** Where the receiver reads a quote and answers; opening it in a browser says that it was seen. */
export function QuotePage() {
  const { t } = useTranslation();
  const { token } = route.useParams();
  const { lang } = route.useSearch();
  useEffect(() => {
    if (lang) void speakAsWritten(lang);
  }, [lang]);
  const address = `/public/quotes/${encodeURIComponent(token)}`;
  const page = useQuery({
    queryKey: [address],
    queryFn: () => api.post<Offered>(`${address}/view`),
    retry: false,
    refetchOnWindowFocus: false,
  });
  if (page.error instanceof ApiProblem && page.error.status < 500)
    return (
      <EntryFrame title={t('visitors:quote.gone')}>
        <Alert color="yellow">{t('visitors:quote.goneDetail')}</Alert>
      </EntryFrame>
    );
  return (
    <EntryFrame
      title={page.data?.title ?? t('visitors:quote.title')}
      detail={page.data && t('visitors:quote.from', { label: page.data.label, company: page.data.company })}
      width={PAGE_WIDTH_PX}
    >
      <Loaded query={page}>{(quote) => <Offer address={address} quote={quote} />}</Loaded>
    </EntryFrame>
  );
}

function Offer({ address, quote }: { address: string; quote: Offered }) {
  const { t, i18n } = useTranslation();
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Badge variant="light" color={quote.state === 'accepted' ? 'teal' : 'gray'} tt="none" size="lg">
          {quote.state === 'sent'
            ? t('visitors:quote.validUntil', { day: day.format(new Date(quote.validUntil)) })
            : t(`visitors:quote.state.${quote.state}`)}
        </Badge>
        <Button
          component="a"
          variant="default"
          leftSection={<IconFileTypePdf size={16} />}
          href={downloadAddress(`${address}/pdf`)}
          download
        >
          {t('visitors:quote.pdf')}
        </Button>
      </Group>
      {quote.intro && <Words text={quote.intro} />}
      <Group align="flex-start" gap="xl">
        <Party label={t('visitors:quote.seller')} text={quote.seller || quote.company} />
        <Party label={t('visitors:quote.buyer')} text={quote.buyer || quote.recipientName} />
      </Group>
      <div>
        <OfferedLines quote={quote} />
      </div>
      {quote.terms && (
        <div>
          <Text size="xs" c="dimmed" fw={600}>
            {t('visitors:quote.terms')}
          </Text>
          <Words text={quote.terms} />
        </div>
      )}
      <QuoteAnswer address={address} quote={quote} />
    </Stack>
  );
}

function Party({ label, text }: { label: string; text: string }) {
  return (
    <div style={{ minWidth: 200 }}>
      <Text size="xs" c="dimmed" fw={600}>
        {label}
      </Text>
      <Words text={text} />
    </div>
  );
}

function Words({ text }: { text: string }) {
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {text}
    </Text>
  );
}
