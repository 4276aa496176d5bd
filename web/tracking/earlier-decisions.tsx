import { List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import type { SaleView } from './queries.ts';

/** What was decided before a late fact, or a person, changed it. */
export function EarlierDecisions({ decisions }: { decisions: SaleView['earlierDecisions'] }) {
  const { t } = useTranslation();
  if (decisions.length === 0) return null;
  return (
    <section>
      <Title order={3} mb="xs">
        {t('tracking:sale.earlier')}
      </Title>
      <List size="sm" spacing={6}>
        {decisions.map(({ version, decidedAt, reason }) => (
          <List.Item key={version}>
            {reason.text}
            <Text size="xs" c="dimmed" component="div">
              {t('tracking:sale.version', { version })} · <DateTime at={decidedAt} form="dateTime" />
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
