import { Button, SegmentedControl, Stack } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { PayoutTable } from './payout-table.tsx';
import { PreviewTable } from './preview-table.tsx';
import { ReadyPanel } from './ready-panel.tsx';
import { ScheduleButton } from './schedule-button.tsx';
import { SenderButton } from './sender-button.tsx';

const route = getRouteApi('/shell/payouts');

/** Who can be paid now, and the batches there were. */
export function PayoutsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { state, view } = route.useSearch();
  const navigate = route.useNavigate();
  const isWaitingView = view === 'payable';
  return (
    <>
      <PageHeader
        title={t('payouts:title')}
        detail={t('payouts:detail')}
        actions={
          <>
            <Button variant="default" renderRoot={(props) => <Link to="/payouts/years" {...props} />}>
              {t('years:title')}
            </Button>
            <Button variant="default" renderRoot={(props) => <Link to="/payouts/recoveries" {...props} />}>
              {t('recoveries:title')}
            </Button>
            {can('payouts.create') && <ScheduleButton />}
            {can('payouts.approve') && <SenderButton />}
          </>
        }
      />
      <Stack gap="lg">
        <ReadyPanel />
        <Panel
          isFlush
          title={isWaitingView ? t('payouts:payable') : t('payouts:batches')}
          actions={
            <SegmentedControl
              size="xs"
              aria-label={t('payouts:view')}
              value={isWaitingView ? 'payable' : 'batches'}
              onChange={(next) =>
                navigate({ search: { view: next === 'payable' ? next : undefined }, replace: true })
              }
              data={[
                { value: 'batches', label: t('payouts:batches') },
                { value: 'payable', label: t('payouts:payable') },
              ]}
            />
          }
        >
          {isWaitingView ? <PreviewTable /> : <PayoutTable state={state} />}
        </Panel>
      </Stack>
    </>
  );
}
