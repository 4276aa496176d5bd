import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AffiliateMethods } from '../../server/payouts/methods/schema.ts';
import { MethodFacts } from '../payouts/method-facts.tsx';
import { useTiming } from '../payouts/queries.ts';
import { TimingFacts } from '../payouts/timing-facts.tsx';
import { api } from '../ui/api.ts';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';

/** How and when this affiliate is paid; account numbers end in their last four digits. */
export function MethodPanel({ affiliateId }: { affiliateId: string }) {
  const { t } = useTranslation();
  const path = `/affiliates/${affiliateId}/payout-methods`;
  const methods = useQuery({ queryKey: [path], queryFn: () => api.get<AffiliateMethods>(path) });
  const timing = useTiming(affiliateId);
  return (
    <>
      <Panel title={t('payouts:methods.title')}>
        <Loaded query={methods} lines={3}>
          {(shown) => <MethodFacts methods={shown} />}
        </Loaded>
      </Panel>
      <Panel title={t('payouts:timing.title')}>
        <Loaded query={timing} lines={2}>
          {(shown) => <TimingFacts timing={shown} />}
        </Loaded>
      </Panel>
    </>
  );
}
