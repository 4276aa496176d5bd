import { Button, Group, SegmentedControl, Stack, Text, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { downloadAddress } from '../../ui/api.ts';
import { ExportButton } from '../../ui/export-button.tsx';
import { Money } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useYearTotals, type YearTotals, yearOf } from './queries.ts';
import { ThresholdButton } from './threshold-button.tsx';
import { YearPicker } from './year-picker.tsx';
import { YearTable } from './year-table.tsx';

const route = getRouteApi('/shell/payouts/years');

/** A calendar year of every affiliate, for the accountant and the tax office. */
export function PayoutYearsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const year = yearOf(route.useSearch().year);
  const navigate = route.useNavigate();
  const totals = useYearTotals(year);
  const [shown, show] = useState('all');
  return (
    <>
      <PageHeader
        title={t('years:title')}
        detail={t('years:detail')}
        above={[{ label: t('payouts:title'), to: '/payouts' }]}
        actions={
          <>
            <YearPicker
              year={year}
              years={totals.data?.years ?? [year]}
              onChange={(next) => navigate({ search: { year: next }, replace: true })}
            />
            <JournalButton year={year} />
            {can('tax.read') && <ExportButton path={`/payout-years/${year}/summary.csv`} />}
          </>
        }
      />
      <Stack gap="lg">
        <Loaded query={totals} lines={2}>
          {({ totals: currencies }) =>
            currencies.map((total) => <CurrencyTotals key={total.currency} total={total} />)
          }
        </Loaded>
        <Panel
          isFlush
          title={year}
          actions={
            <SegmentedControl
              size="xs"
              aria-label={t('years:filter')}
              value={shown}
              onChange={show}
              data={[
                { value: 'all', label: t('years:all') },
                { value: 'reportable', label: t('years:reportableOnly') },
              ]}
            />
          }
        >
          <YearTable year={year} isReportable={shown === 'reportable' || undefined} />
        </Panel>
      </Stack>
    </>
  );
}

/** The ledger of a year, for the company's own books. */
function JournalButton({ year }: { year: number }) {
  const { t } = useTranslation();
  const days = { from: `${year}-01-01`, to: `${year}-12-31` };
  return (
    <Tooltip label={t('years:journalDetail')}>
      <Button
        component="a"
        variant="default"
        size="xs"
        leftSection={<IconDownload size={16} />}
        href={downloadAddress('/ledger-entries/journal.csv', days)}
        download
      >
        {t('years:journal')}
      </Button>
    </Tooltip>
  );
}

function CurrencyTotals({ total }: { total: YearTotals }) {
  const { t } = useTranslation();
  const canChange = useCan()('tax.write');
  const { currency, thresholdMinor } = total;
  return (
    <Panel title={currency} actions={canChange && <ThresholdButton total={total} />}>
      <Group gap="xl">
        {(['earned', 'corrected', 'askedBack', 'paid'] as const).map((name) => (
          <div key={name}>
            <Text size="xs" c="dimmed">
              {t(`years:column.${name}`)}
            </Text>
            <Text fz="lg" fw={650}>
              <Money amountMinor={total[`${name}Minor`]} currency={currency} />
            </Text>
          </div>
        ))}
      </Group>
      <Text size="xs" c="dimmed" mt="xs" component="div">
        {t('years:affiliates', { count: total.affiliateCount })}
        {' · '}
        {thresholdMinor === null ? (
          t('years:threshold.none')
        ) : (
          <>
            {t('years:reportable', { count: total.reportableCount })}
            {' ('}
            <Money amountMinor={thresholdMinor} currency={currency} />
            {total.thresholdCountry && `, ${total.thresholdCountry}`}
            {')'}
          </>
        )}
      </Text>
    </Panel>
  );
}
