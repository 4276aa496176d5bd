import { Alert, Anchor, Drawer, Group, Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import { OfferName } from '../affiliates/offer-name.tsx';
import { useCan } from '../shell/session.ts';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { Loaded } from '../ui/states.tsx';
import { type RegistrationView, useRegistration } from './queries.ts';
import { RegistrationActs } from './registration-acts.tsx';
import { RegistrationDeal } from './registration-deal.tsx';
import { RegistrationEvidence } from './registration-evidence.tsx';
import { RegistrationStatus } from './registration-status.tsx';

/** One registered customer: who it is, how it stands, what is known, and the decision. */
export function RegistrationDrawer({
  registrationId,
  onClose,
}: {
  registrationId: string | undefined;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const registration = useRegistration(registrationId);
  return (
    <Drawer
      opened={registrationId !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('tracking:registration.one')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Loaded query={registration}>
        {(shown) => <RegistrationBody key={shown.id} registration={shown} />}
      </Loaded>
    </Drawer>
  );
}

function RegistrationBody({ registration }: { registration: RegistrationView }) {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Title order={2}>{registration.company}</Title>
        <RegistrationStatus status={registration.status} />
      </Group>
      <Stack gap={6}>
        <Fact label={t('tracking:column.affiliate')}>
          <AffiliateName id={registration.affiliateId} />
        </Fact>
        <Fact label={t('tracking:column.offer')}>
          <OfferName id={registration.offerId} />
        </Fact>
        <Fact label={t('tracking:registration.person')}>{registration.personName}</Fact>
        <Fact label={t('tracking:registration.email')}>{registration.email}</Fact>
        <Fact label={t('tracking:registration.phone')}>{registration.phone}</Fact>
        <Fact label={t('tracking:registration.domain')}>{registration.domain}</Fact>
        <Fact label={t('tracking:registration.consented')}>
          <DateTime at={registration.consentedAt} form="dateTime" />
        </Fact>
      </Stack>
      {registration.note && (
        <Alert color="gray" variant="light" title={t('tracking:registration.note')}>
          {registration.note}
        </Alert>
      )}
      <Standing registration={registration} />
      {can('affiliates.approve') && <RegistrationActs registration={registration} />}
      <RegistrationEvidence evidence={registration.evidence} />
    </Stack>
  );
}

function Standing({ registration }: { registration: RegistrationView }) {
  const { t } = useTranslation();
  return (
    <Stack gap={6}>
      <Fact
        label={t(
          registration.acceptedAt ? 'tracking:registration.protectedUntil' : 'tracking:registration.expires',
        )}
      >
        <DateTime at={registration.releasedAt ?? registration.expiresAt} form="dateTime" />
      </Fact>
      {registration.acceptedAt && (
        <Fact label={t('tracking:registration.first')}>
          {t(registration.isFirst ? 'tracking:registration.isFirst' : 'tracking:registration.isLast')}
        </Fact>
      )}
      {registration.decidedAt && (
        <>
          <Fact label={t('tracking:registration.decided')}>
            <DateTime at={registration.decidedAt} form="dateTime" />
          </Fact>
          <Fact label={t('tracking:registration.by')}>
            {registration.decidedByName ?? t('tracking:registration.byItself')}
          </Fact>
        </>
      )}
      {registration.reason && (
        <Fact label={t('tracking:registration.reasonLabel')}>
          {t(`tracking:registration.reason.${registration.reason}`)}
        </Fact>
      )}
      {registration.message && <Fact label={t('tracking:registration.message')}>{registration.message}</Fact>}
      {registration.accountId && (
        <Fact label={t('tracking:registration.account')}>
          <Anchor size="sm" component={Link} to={`/accounts/${registration.accountId}`}>
            {registration.company}
          </Anchor>
        </Fact>
      )}
      {registration.personId && (
        <Fact label={t('tracking:registration.personLink')}>
          <Anchor size="sm" component={Link} to={`/people/${registration.personId}`}>
            {registration.personName}
          </Anchor>
        </Fact>
      )}
      {registration.acceptedAt && <RegistrationDeal registrationId={registration.id} />}
      {registration.wonSaleId && (
        <Fact label={t('tracking:registration.sale')}>
          <Anchor size="sm" component={Link} to={`/sales?sale=${registration.wonSaleId}`}>
            {registration.wonAt && <DateTime at={registration.wonAt} />}
          </Anchor>
        </Fact>
      )}
    </Stack>
  );
}
