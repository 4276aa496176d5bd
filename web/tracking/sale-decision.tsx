import { Alert, Badge, Group, List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import type { SaleView } from './queries.ts';

type Touch = SaleView['decision']['touches'][number];

/** The decision in words: the winner first, then each of the others with why it lost. */
export function SaleDecision({ decision }: Pick<SaleView, 'decision'>) {
  const { t } = useTranslation();
  const others = decision.touches.filter(({ isWinner }) => !isWinner);
  return (
    <section>
      <Title order={3} mb="xs">
        {t('tracking:sale.decision')}
      </Title>
      <Alert color={decision.affiliateId ? 'teal' : 'gray'} variant="light">
        {decision.reason.text}
      </Alert>
      {others.length > 0 && (
        <>
          <Text size="sm" fw={600} mt="md" mb={4}>
            {t('tracking:sale.considered')}
          </Text>
          <List size="sm" spacing={6}>
            {others.map((touch, place) => (
              <List.Item key={`${touch.kind} ${touch.clickId ?? touch.couponCode ?? place}`}>
                <ConsideredTouch touch={touch} />
              </List.Item>
            ))}
          </List>
        </>
      )}
      <Text size="xs" c="dimmed" mt="xs" component="div">
        {t('tracking:sale.decidedAt')} <DateTime at={decision.decidedAt} form="dateTime" />
      </Text>
    </section>
  );
}

function ConsideredTouch({ touch }: { touch: Touch }) {
  const { t } = useTranslation();
  return (
    <>
      {touch.reason.text}
      <Group gap={6} fz="xs" c="dimmed">
        <Badge variant="default" size="sm" tt="none">
          {t(`tracking:kind.${touch.kind}`)}
        </Badge>
        {touch.at && <DateTime at={touch.at} form="dateTime" />}
      </Group>
    </>
  );
}
