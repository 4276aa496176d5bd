import { Alert } from '@mantine/core';
import { IconMoodEmpty } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AccountRecord } from './queries.ts';

const IDLE_MS = 28 * 86_400_000;
const PROMOTER = 9;
const SATISFIED = 4;

/** A customer who says they are happy and does not use the product is about to leave. */
export function IdleNotice({ account: { stage, figures } }: { account: AccountRecord }) {
  const { t } = useTranslation();
  const { npsScore, csatAverage, lastActiveAt } = figures;
  const isHappy = npsScore === null ? csatAverage !== null && csatAverage >= SATISFIED : npsScore >= PROMOTER;
  const isIdle = lastActiveAt !== null && Date.now() - Date.parse(lastActiveAt) > IDLE_MS;
  if (stage !== 'customer' || !isHappy || !isIdle) return null;
  return (
    <Alert color="yellow" icon={<IconMoodEmpty size={18} />} title={t('customers:feeling.happyIdle')}>
      {t('customers:feeling.flag')}
    </Alert>
  );
}
