import { SimpleGrid, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AffiliateLink } from '../../affiliates/affiliate-link.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { Fact } from '../../ui/fact.tsx';
import { useFormat } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { EntryTable } from './entry-table.tsx';
import { type RecoveryFacts, useRecovery } from './queries.ts';
import { RecoveryActs } from './recovery-acts.tsx';
import { RecoveryState } from './recovery-state.tsx';
import { RepaymentTable } from './repayment-table.tsx';

const route = getRouteApi('/shell/payouts/recoveries/$recoveryId');

/** One amount that is asked back: what it is made of, what came in, and the next step. */
export function RecoveryPage() {
  const { t } = useTranslation();
  const { recoveryId } = route.useParams();
  const { money } = useFormat();
  return (
    <Loaded query={useRecovery(recoveryId)}>
      {(shown) => (
        <>
          <PageHeader
            above={[
              { label: t('payouts:title'), to: '/payouts' },
              { label: t('recoveries:title'), to: '/payouts/recoveries' },
            ]}
            title={`${shown.affiliateName}: ${money(shown.amountMinor, shown.currency)}`}
            detail={<RecoveryState state={shown.state} />}
            actions={<RecoveryActs recovery={shown} />}
          />
          <Stack gap="lg">
            <Facts recovery={shown} />
            <Panel title={t('recoveries:entries')}>
              <EntryTable entries={shown.entries} currency={shown.currency} />
            </Panel>
            <Panel title={t('recoveries:repayments')}>
              <RepaymentTable recovery={shown} />
            </Panel>
          </Stack>
        </>
      )}
    </Loaded>
  );
}

function Facts({ recovery }: { recovery: RecoveryFacts }) {
  const { t } = useTranslation();
  const { currency } = recovery;
  return (
    <Panel>
      <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing={4}>
        <Fact label={t('recoveries:column.affiliate')}>
          <AffiliateLink id={recovery.affiliateId} name={recovery.affiliateName} />
        </Fact>
        <Fact label={t('recoveries:column.open')}>
          <Money amountMinor={recovery.openMinor} currency={currency} />
        </Fact>
        <Fact label={t('recoveries:opened')}>
          {recovery.isByRule ? t('recoveries:byRule') : recovery.openedByName},{' '}
          <DateTime at={recovery.openedAt} form="dateTime" />
        </Fact>
        <Fact label={t('recoveries:column.repaid')}>
          <Money amountMinor={recovery.repaidMinor} currency={currency} />
        </Fact>
        {recovery.endedAt && (
          <Fact label={t('recoveries:ended')}>
            {recovery.endedByName}, <DateTime at={recovery.endedAt} form="dateTime" />
          </Fact>
        )}
        {recovery.endedBecause && <Fact label={t('recoveries:reason')}>{recovery.endedBecause}</Fact>}
        {recovery.note && <Fact label={t('recoveries:note')}>{recovery.note}</Fact>}
      </SimpleGrid>
    </Panel>
  );
}
