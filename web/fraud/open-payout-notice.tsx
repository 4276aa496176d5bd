import { Alert, Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { Money } from '../ui/money.tsx';
import { type CaseView, useOpenPayoutItems } from './queries.ts';

/** Says when something that the case concerns stands in a payout that is not paid yet. */
export function OpenPayoutNotice({ found }: { found: CaseView }) {
  const { t } = useTranslation();
  const can = useCan();
  const items = useOpenPayoutItems(found.affiliateId, can('payouts.read'));
  const concerned = new Set(found.commissions.map(({ id }) => id));
  const open = items.data?.data.filter(({ commissionId }) => concerned.has(commissionId)) ?? [];
  if (open.length === 0) return null;
  const payoutIds = [...new Set(open.map(({ payoutId }) => payoutId))];
  return (
    <Alert color="yellow" title={t('fraud:case.openPayout')}>
      {t('fraud:case.openPayoutDetail', { count: open.length })}{' '}
      {payoutIds.map((payoutId) => {
        const own = open.filter((item) => item.payoutId === payoutId);
        const amountMinor = own.reduce((sum, item) => sum + item.amountMinor, 0);
        return (
          <Anchor
            key={payoutId}
            size="sm"
            mr="xs"
            renderRoot={(props) => <Link to="/payouts/$payoutId" params={{ payoutId }} {...props} />}
          >
            <Money amountMinor={amountMinor} currency={own[0]?.currency ?? ''} />
          </Anchor>
        );
      })}
    </Alert>
  );
}
