import { Alert, Anchor, Drawer, Group, Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import { OfferName } from '../affiliates/offer-name.tsx';
import { useCan } from '../shell/session.ts';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { Loaded } from '../ui/states.tsx';
import { DealActs } from './deal-acts.tsx';
import { DealEvidence } from './deal-evidence.tsx';
import { DealStatus } from './deal-status.tsx';
import { type DealView, useDeal } from './queries.ts';

/** One registered customer: who it is, how it stands, what is known, and the decision. */
export function DealDrawer({ dealId, onClose }: { dealId: string | undefined; onClose(): void }) {
  const { t } = useTranslation();
  const deal = useDeal(dealId);
  return (
    <Drawer
      opened={dealId !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('tracking:deal.one')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Loaded query={deal}>{(shown) => <DealBody key={shown.id} deal={shown} />}</Loaded>
    </Drawer>
  );
}

function DealBody({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Title order={2}>{deal.company}</Title>
        <DealStatus status={deal.status} />
      </Group>
      <Stack gap={6}>
        <Fact label={t('tracking:column.affiliate')}>
          <AffiliateName id={deal.affiliateId} />
        </Fact>
        <Fact label={t('tracking:column.offer')}>
          <OfferName id={deal.offerId} />
        </Fact>
        <Fact label={t('tracking:deal.person')}>{deal.personName}</Fact>
        <Fact label={t('tracking:deal.email')}>{deal.email}</Fact>
        <Fact label={t('tracking:deal.phone')}>{deal.phone}</Fact>
        <Fact label={t('tracking:deal.domain')}>{deal.domain}</Fact>
        <Fact label={t('tracking:deal.consented')}>
          <DateTime at={deal.consentedAt} form="dateTime" />
        </Fact>
      </Stack>
      {deal.note && (
        <Alert color="gray" variant="light" title={t('tracking:deal.note')}>
          {deal.note}
        </Alert>
      )}
      <Standing deal={deal} />
      {can('affiliates.approve') && <DealActs deal={deal} />}
      <DealEvidence evidence={deal.evidence} />
    </Stack>
  );
}

function Standing({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  return (
    <Stack gap={6}>
      <Fact label={t(deal.acceptedAt ? 'tracking:deal.protectedUntil' : 'tracking:deal.expires')}>
        <DateTime at={deal.releasedAt ?? deal.expiresAt} form="dateTime" />
      </Fact>
      {deal.acceptedAt && (
        <Fact label={t('tracking:deal.first')}>
          {t(deal.isFirst ? 'tracking:deal.isFirst' : 'tracking:deal.isLast')}
        </Fact>
      )}
      {deal.decidedAt && (
        <>
          <Fact label={t('tracking:deal.decided')}>
            <DateTime at={deal.decidedAt} form="dateTime" />
          </Fact>
          <Fact label={t('tracking:deal.by')}>{deal.decidedByName ?? t('tracking:deal.byItself')}</Fact>
        </>
      )}
      {deal.reason && (
        <Fact label={t('tracking:deal.reasonLabel')}>{t(`tracking:deal.reason.${deal.reason}`)}</Fact>
      )}
      {deal.message && <Fact label={t('tracking:deal.message')}>{deal.message}</Fact>}
      {deal.accountId && (
        <Fact label={t('tracking:deal.account')}>
          <Anchor size="sm" component={Link} to={`/accounts/${deal.accountId}`}>
            {deal.company}
          </Anchor>
        </Fact>
      )}
      {deal.personId && (
        <Fact label={t('tracking:deal.personLink')}>
          <Anchor size="sm" component={Link} to={`/people/${deal.personId}`}>
            {deal.personName}
          </Anchor>
        </Fact>
      )}
      {deal.wonSaleId && (
        <Fact label={t('tracking:deal.sale')}>
          <Anchor size="sm" component={Link} to={`/sales?sale=${deal.wonSaleId}`}>
            {deal.wonAt && <DateTime at={deal.wonAt} />}
          </Anchor>
        </Fact>
      )}
    </Stack>
  );
}
