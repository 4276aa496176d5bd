import { Alert, Badge, Group, List, Stack, Text, Timeline, Title } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import { useOfferName } from '../affiliates/queries.ts';
import { DateTime } from '../ui/date-time.tsx';
import { useFormat } from '../ui/format.ts';
import type { SaleView } from './queries.ts';

type DecisionView = SaleView['decision'];
type Touch = DecisionView['touches'][number];

const ICON_PX = 12;

/** The decision in words: the winner, the rule in force, and every touch in the order of time with why it won or lost. */
export function SaleDecision({ decision }: Pick<SaleView, 'decision'>) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <section>
        <Title order={3} mb="xs">
          {t('tracking:sale.decision')}
        </Title>
        <Alert color={decision.affiliateId ? 'teal' : 'gray'} variant="light">
          {decision.reason.text}
        </Alert>
        <Text size="xs" c="dimmed" mt={4} component="div">
          {t('tracking:sale.decidedAt')} <DateTime at={decision.decidedAt} form="dateTime" />
        </Text>
      </section>
      {decision.shares.length > 0 && (
        <section>
          <Title order={3} mb="xs">
            {t('tracking:sale.shares')}
          </Title>
          <List size="sm">
            {decision.shares.map(({ affiliateId, reason }) => (
              <List.Item key={affiliateId}>{reason.text}</List.Item>
            ))}
          </List>
        </section>
      )}
      <section>
        <Title order={3} mb="xs">
          {t('tracking:sale.rule')}
        </Title>
        {decision.rules.length === 0 && (
          <Text size="sm" c="dimmed">
            {t(`tracking:sale.${decision.touches.length === 0 ? 'noTouches' : 'ruleUnknown'}`)}
          </Text>
        )}
        {decision.rules.map((rule) => (
          <RuleInWords key={rule.offerId} rule={rule} />
        ))}
      </section>
      {decision.touches.length > 0 && (
        <section>
          <Title order={3} mb="xs">
            {t('tracking:sale.touches')}
          </Title>
          <Touches touches={decision.touches} />
        </section>
      )}
    </Stack>
  );
}

function RuleInWords({ rule }: { rule: DecisionView['rules'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const offer = useOfferName(rule.offerId) ?? '…';
  return (
    <>
      <Text size="sm" fw={500}>
        {t('tracking:sale.ruleOf', { offer, date: format.date(rule.validFrom) })}
      </Text>
      <List size="sm" mb="xs">
        {rule.sentences.map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
    </>
  );
}

function Touches({ touches }: { touches: Touch[] }) {
  const { t } = useTranslation();
  return (
    <Timeline bulletSize={20} lineWidth={2}>
      {touches.toSorted(byTime).map((touch) => (
        <Timeline.Item
          key={`${touch.kind} ${touch.clickId ?? touch.registrationId ?? touch.couponCode}`}
          color={touch.isWinner ? 'teal' : 'gray'}
          bullet={touch.isWinner ? <IconCheck size={ICON_PX} /> : <IconMinus size={ICON_PX} />}
          title={
            <Group gap={6} fz="sm">
              <AffiliateName id={touch.affiliateId} />
              <Badge variant="default" size="sm" tt="none">
                {t(`tracking:kind.${touch.kind}`)}
              </Badge>
              <Badge variant="light" color={touch.isWinner ? 'teal' : 'gray'} size="sm" tt="none">
                {t(touch.isWinner ? 'tracking:sale.won' : 'tracking:sale.lost')}
              </Badge>
            </Group>
          }
        >
          <Text size="xs" c="dimmed" component="div">
            {touch.at ? <DateTime at={touch.at} form="dateTime" /> : t('tracking:sale.with')}
          </Text>
          <Text size="sm">{touch.reason.text}</Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

/** A coupon came with the sale itself, so after all the others. */
function byTime(one: Touch, other: Touch): number {
  if (!one.at || !other.at) return one.at ? -1 : 1;
  return Date.parse(one.at) - Date.parse(other.at);
}
