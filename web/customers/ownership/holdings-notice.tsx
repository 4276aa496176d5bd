import { Alert, Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sumOf, useHoldings } from './queries.ts';

/** Reminds that somebody still owns records, with the way to hand them over; absent when they own none. */
export function HoldingsNotice({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const holdings = useHoldings(userId).data;
  if (!holdings || sumOf(holdings) === 0) return null;
  return (
    <Alert color="yellow" variant="light" mt="sm" title={t('ownership:handOver.owns', { ...holdings })}>
      {t('ownership:handOver.first')}{' '}
      <Anchor
        inherit
        renderRoot={(props) => <Link to="/ownership" search={{ tab: 'handOver', from: userId }} {...props} />}
      >
        {t('ownership:handOver.make')}
      </Anchor>
    </Alert>
  );
}
