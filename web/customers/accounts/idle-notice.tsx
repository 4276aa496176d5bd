import { Alert } from '@mantine/core';
import { IconMoodEmpty } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { HAPPY_CSAT, IDLE_DAYS, PROMOTER_NPS } from '../../../server/customers/feeling-limits.ts';
import type { AccountRecord } from './queries.ts';

const IDLE_MS = IDLE_DAYS * 86_400_000;

/** A customer who says they are happy and does not use the product is about to leave. */
export function IdleNotice({ account: { stage, figures } }: { account: AccountRecord }) {
  const { t } = useTranslation();
  const { npsScore, csatAverage, lastActiveAt } = figures;
  const isHappy =
    npsScore === null ? csatAverage !== null && csatAverage >= HAPPY_CSAT : npsScore >= PROMOTER_NPS;
  const isIdle = lastActiveAt !== null && Date.now() - Date.parse(lastActiveAt) > IDLE_MS;
  if (stage !== 'customer' || !isHappy || !isIdle) return null;
  return (
    <Alert color="yellow" icon={<IconMoodEmpty size={18} />} title={t('customers:feeling.happyIdle')}>
      {t('customers:feeling.flag')}
    </Alert>
  );
}
