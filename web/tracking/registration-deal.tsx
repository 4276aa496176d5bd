import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Deal } from '../../server/customers/deals/schema/deal.ts';
import { useCan } from '../shell/session.ts';
import { api, type Jsonified, type Page } from '../ui/api.ts';
import { Fact } from '../ui/fact.tsx';

/** The deal in the pipeline that a registration has opened; absent without one. */
export function RegistrationDeal({ registrationId }: { registrationId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const { data } = useQuery({
    queryKey: ['/deals', 'of', { registrationId }],
    queryFn: () => api.get<Page<Jsonified<Deal>>>('/deals', { registrationId, limit: 1 }),
    enabled: can('deals.read'),
  });
  const deal = data?.data[0];
  if (!deal) return null;
  return (
    <Fact label={t('tracking:registration.deal')}>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/deals/$dealId" params={{ dealId: deal.id }} {...props} />}
      >
        {deal.name}
      </Anchor>
    </Fact>
  );
}
