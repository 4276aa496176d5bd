import { Paper, ScrollArea, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const TERMS_HEIGHT_PX = 180;

interface OfferTermsProps {
  offer: { name: string; description: string; terms: { version: number; text: string } };
  /** What is paid, in words; left out where it is not told. */
  promise?: string | null;
}

/** What is promoted and what is agreed to, in full, before anybody says yes. */
export function OfferTerms({ offer, promise }: OfferTermsProps) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={2}>{offer.name}</Title>
      {offer.description && <Text size="sm">{offer.description}</Text>}
      {promise && (
        <Text mt="xs">
          <Text span fw={600}>
            {t('visitors:promise')}
          </Text>{' '}
          {promise}
        </Text>
      )}
      {offer.terms.text && (
        <Paper withBorder p="sm" mt="sm" radius="md">
          <Text size="xs" c="dimmed" fw={600}>
            {t('visitors:terms', { version: offer.terms.version })}
          </Text>
          <ScrollArea.Autosize mah={TERMS_HEIGHT_PX} viewportProps={{ tabIndex: 0 }}>
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
              {offer.terms.text}
            </Text>
          </ScrollArea.Autosize>
        </Paper>
      )}
    </section>
  );
}
