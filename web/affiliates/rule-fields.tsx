import { NumberInput, Select, SimpleGrid, Switch, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../server/affiliates/schema/offer.ts';
import { useFormat } from '../ui/format.ts';
import type { OfferValues } from './offer-fields.tsx';

const MAX_WINDOW_DAYS = 3_650;
const SMALLEST_PERCENT = 0.01;
const WHOLE_PERCENT = 100;
const CLICK_MODELS: Offer['clickModel'][] = ['last', 'first'];
const SWITCHES = ['couponFirst', 'isLifetime', 'protectsCustomers', 'dealFirst'] as const;

/** By which rule the offer credits a sale. */
export function RuleFields({ form }: { form: UseFormReturnType<OfferValues> }) {
  const { t } = useTranslation();
  const label = (field: string) => t(`affiliates:offer.${field}`);
  const format = useFormat();
  const winnerPart = Number(form.values.winnerPercent) / WHOLE_PERCENT;
  const isShared = winnerPart > 0 && winnerPart < 1;
  const hint = (field: string) => t(`affiliates:offerHint.${field}`);
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label={label('windowDays')}
          description={hint('windowDays')}
          min={1}
          max={MAX_WINDOW_DAYS}
          allowDecimal={false}
          {...form.getInputProps('windowDays')}
        />
        <Select
          label={label('clickModel')}
          description={hint('clickModel')}
          data={CLICK_MODELS.map((value) => ({ value, label: t(`affiliates:clickModel.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('clickModel')}
        />
        <NumberInput
          label={label('dealDays')}
          description={hint('dealDays')}
          min={1}
          max={MAX_WINDOW_DAYS}
          allowDecimal={false}
          {...form.getInputProps('dealDays')}
        />
      </SimpleGrid>
      {SWITCHES.map((field) => (
        <Switch
          key={field}
          label={label(field)}
          description={hint(field)}
          {...form.getInputProps(field, { type: 'checkbox' })}
        />
      ))}
      <NumberInput
        label={label('winnerPercent')}
        description={t(`affiliates:sharing.${isShared ? 'shared' : 'whole'}`, {
          part: format.percent(winnerPart, 2),
          rest: format.percent(1 - winnerPart, 2),
        })}
        suffix=" %"
        min={SMALLEST_PERCENT}
        max={WHOLE_PERCENT}
        decimalScale={2}
        {...form.getInputProps('winnerPercent')}
      />
      <Text size="xs" c="dimmed">
        {hint('rule')}
      </Text>
    </>
  );
}
