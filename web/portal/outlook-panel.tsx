import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayoutOutlook } from '../../server/payouts/timing/schema.ts';
import { ScheduleFacts } from '../payouts/schedule-facts.tsx';
import type { Jsonified } from '../ui/api.ts';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { fractionDigits, toMinor } from '../ui/minor-units.ts';
import { Money } from '../ui/money.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import { tellDone } from '../ui/toast.tsx';
import { useChangeOwnMinimum, useOutlook, useOwnTiming, useRequestPayout } from './queries.ts';

type Row = Jsonified<PayoutOutlook>['data'][number];

/** What the next payout needs, and the wish to have it. */
export function OutlookPanel() {
  const { t } = useTranslation();
  const outlook = useOutlook();
  const timing = useOwnTiming();
  const whose = { group: t('portal:outlook.ofGroup'), company: t('portal:outlook.ofCompany') };
  return (
    <Panel title={t('portal:outlook.title')} detail={t('portal:outlook.detail')}>
      {timing.data && <ScheduleFacts schedule={timing.data.schedule} whose={whose} />}
      <Loaded query={outlook} lines={3}>
        {({ data }) =>
          data.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('portal:payouts.noneDetail')}
            </Text>
          ) : (
            <Stack gap="lg">
              {data.map((row) => (
                <CurrencyOutlook key={row.currency} row={row} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Panel>
  );
}

function CurrencyOutlook({ row }: { row: Row }) {
  const { t } = useTranslation();
  const request = useRequestPayout();
  const { currency, payableMinor, minimumMinor, requestedAt } = row;
  const isPayable = payableMinor > 0 && payableMinor >= minimumMinor;
  return (
    <div>
      <Fact label={t('portal:outlook.payable')}>
        <Money amountMinor={payableMinor} currency={currency} />
      </Fact>
      {row.preparedMinor > 0 && (
        <Fact label={t('portal:outlook.prepared')}>
          <Money amountMinor={row.preparedMinor} currency={currency} />
        </Fact>
      )}
      <Fact
        label={row.minimumOf === 'group' ? t('portal:outlook.minimumGroup') : t('portal:outlook.minimum')}
      >
        <Money amountMinor={minimumMinor} currency={currency} />
      </Fact>
      <Group mt="xs" align="flex-end">
        <OwnMinimum row={row} />
        {requestedAt ? (
          <Text size="sm">
            {t('portal:outlook.requested')} <DateTime at={requestedAt} />
          </Text>
        ) : (
          <Button
            disabled={!isPayable}
            loading={request.isPending}
            onClick={() => request.mutate(currency, { onSuccess: () => tellDone(t('portal:outlook.done')) })}
          >
            {t('portal:outlook.request')}
          </Button>
        )}
      </Group>
    </div>
  );
}

function OwnMinimum({ row: { currency, ownMinimumMinor } }: { row: Row }) {
  const { t } = useTranslation();
  const change = useChangeOwnMinimum();
  const digits = fractionDigits(currency);
  const [value, setValue] = useState<number | string>(ownMinimumMinor / 10 ** digits);
  return (
    <Group gap="xs" align="flex-end">
      <NumberInput
        label={t('portal:outlook.own')}
        suffix={` ${currency}`}
        min={0}
        decimalScale={digits}
        value={value}
        onChange={setValue}
      />
      <Button
        variant="default"
        loading={change.isPending}
        disabled={toMinor(Number(value), currency) === ownMinimumMinor}
        onClick={() =>
          change.mutate(
            { currency, amountMinor: toMinor(Number(value), currency) },
            { onSuccess: () => tellDone(t('portal:outlook.saved')) },
          )
        }
      >
        {t('action.save')}
      </Button>
    </Group>
  );
}
