import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../locales/channel-words.ts';
import type { HealthProfile } from '../../server/success/schema/health.ts';

/** Which accounts a profile is for, in words. */
export function AppliesTo({ appliesTo }: Pick<HealthProfile, 'appliesTo'>) {
  const { t } = useTranslation();
  const { stages, planTiers, industries, countries, channels, tenureDays } = appliesTo;
  const conditions = [
    stages?.map((stage) => t(`customers:stage.${stage}`)).join(', '),
    planTiers?.join(', '),
    industries?.join(', '),
    countries?.join(', '),
    channels?.map((channel) => channelWords(t, channel)).join(', '),
    tenureDays?.from !== undefined && t('health:tenureFrom', { count: tenureDays.from }),
    tenureDays?.below !== undefined && t('health:tenureBelow', { count: tenureDays.below }),
  ].filter(Boolean);
  return (
    <Text size="sm" c="dimmed">
      {conditions.length > 0 ? conditions.join(' · ') : t('health:appliesToAll')}
    </Text>
  );
}
