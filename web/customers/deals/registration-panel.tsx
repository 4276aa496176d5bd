import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AffiliateName } from '../../affiliates/affiliate-name.tsx';
import { useCan } from '../../shell/session.ts';
import { type RegistrationView, useRegistration } from '../../tracking/queries.ts';
import { RegistrationStatus } from '../../tracking/registration-status.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import type { DealRecord } from './queries.ts';

interface RegistrationPanelProps {
  deal: DealRecord;
  /** The customer has bought already: the deal may be won. */
  onWin(): void;
}

/** Which affiliate brought the deal, and how their registration stands. */
export function RegistrationPanel({ deal, onWin }: RegistrationPanelProps) {
  const { t } = useTranslation();
  const can = useCan();
  const isShown = deal.registrationId !== null && can('links.read');
  const registration = useRegistration(isShown ? (deal.registrationId ?? undefined) : undefined);
  if (!isShown) return null;
  return (
    <Panel title={t('deals:field.registration')}>
      <Loaded query={registration} lines={3}>
        {(shown) => (
          <Stack gap={6}>
            <RegistrationFacts registration={shown} />
            {shown.status === 'won' && deal.state === 'open' && can('deals.write') && (
              <Alert color="teal" variant="light">
                <Group justify="space-between" gap="xs">
                  <Text size="sm">{t('deals:hasBought')}</Text>
                  <Button size="compact-sm" color="teal.9" onClick={onWin}>
                    {t('deals:act.win')}
                  </Button>
                </Group>
              </Alert>
            )}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function RegistrationFacts({ registration }: { registration: RegistrationView }) {
  const { t } = useTranslation();
  const { id, affiliateId, status, acceptedAt, releasedAt, expiresAt } = registration;
  return (
    <>
      <Fact label={t('tracking:column.affiliate')}>
        <AffiliateName id={affiliateId} />
      </Fact>
      <Fact label={t('tracking:column.status')}>
        <RegistrationStatus status={status} />
      </Fact>
      <Fact label={t(acceptedAt ? 'tracking:registration.protectedUntil' : 'tracking:registration.expires')}>
        <DateTime at={releasedAt ?? expiresAt} />
      </Fact>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/deal-registrations" search={{ registration: id }} {...props} />}
      >
        {t('deals:seeRegistration')}
      </Anchor>
    </>
  );
}
