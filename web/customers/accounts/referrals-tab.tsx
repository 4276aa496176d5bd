import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { QualityDetail } from '../../../server/quality/schema.ts';
import { api } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Money, NoData } from '../../ui/money.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';

/** The customers whom the account's affiliate brought. */
export function ReferralsTab({ affiliateId }: { affiliateId: string | null }) {
  const { t } = useTranslation();
  const quality = useQuery({
    queryKey: ['/quality/affiliates', affiliateId],
    queryFn: () => api.get<QualityDetail>(`/quality/affiliates/${affiliateId}`),
    enabled: affiliateId !== null,
  });
  if (affiliateId === null) {
    return <EmptyState title={t('accounts:referral.noAffiliate')} detail={t('accounts:referral.invite')} />;
  }
  return (
    <Loaded query={quality}>
      {({ customerList, currency }) =>
        customerList.length === 0 ? (
          <EmptyState title={t('accounts:referral.none')} />
        ) : (
          <SimpleTable
            label={t('accounts:tab.referrals')}
            rows={customerList}
            rowKey={({ customerId }) => customerId}
            columns={[
              {
                id: 'account',
                label: t('accounts:field.name'),
                isTitle: true,
                cell: ({ accountId, accountName, customerId }) =>
                  accountId ? (
                    <Anchor
                      inherit
                      renderRoot={(props) => (
                        <Link to="/accounts/$accountId" params={{ accountId }} {...props} />
                      )}
                    >
                      {accountName ?? accountId}
                    </Anchor>
                  ) : (
                    customerId
                  ),
              },
              {
                id: 'at',
                label: t('accounts:referral.at'),
                align: 'right',
                cell: ({ attributedAt }) => <DateTime at={attributedAt} />,
              },
              {
                id: 'revenue',
                label: t('accounts:referral.revenue'),
                align: 'right',
                cell: ({ revenueMinor }) => <Money amountMinor={revenueMinor} currency={currency} />,
              },
              {
                id: 'churned',
                label: t('accounts:referral.churned'),
                align: 'right',
                cell: ({ churnedAt }) => (churnedAt ? <DateTime at={churnedAt} /> : <NoData />),
              },
            ]}
          />
        )
      }
    </Loaded>
  );
}
