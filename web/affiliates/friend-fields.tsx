import { NumberInput, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fractionDigits } from '../ui/minor-units.ts';
import type { FriendKind } from './friend-values.ts';
import type { OfferValues } from './offer-fields.tsx';

const KINDS = ['none', 'percent', 'amount'] as const;
const DURATIONS = ['once', 'months', 'forever'] as const;

/** What the offer promises whoever comes through an affiliate. */
export function FriendFields({ form }: { form: UseFormReturnType<OfferValues> }) {
  const { t } = useTranslation();
  const { friend } = form.getValues();
  const [kind, setKind] = useState<FriendKind>(friend.kind);
  const [duration, setDuration] = useState(friend.duration);
  const label = (field: string) => t(`affiliates:friendField.${field}`);
  const choices = (names: readonly string[]) => names.map((value) => ({ value, label: label(value) }));
  const refused = Object.entries(form.errors).filter(([path]) => path.startsWith('friendDiscount'));
  return (
    <>
      <Select
        label={label('kind')}
        description={label('kindHint')}
        data={choices(KINDS)}
        allowDeselect={false}
        {...form.getInputProps('friend.kind')}
        onChange={(value) => {
          const chosen = KINDS.find((name) => name === value) ?? 'none';
          setKind(chosen);
          form.setFieldValue('friend.kind', chosen);
        }}
      />
      {kind !== 'none' && (
        <>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            {kind === 'percent' ? (
              <NumberInput
                label={label('percent')}
                suffix="%"
                min={0.01}
                max={100}
                decimalScale={2}
                {...form.getInputProps('friend.percent')}
              />
            ) : (
              <NumberInput
                label={`${label('amount')} (${friend.currency})`}
                min={0}
                decimalScale={fractionDigits(friend.currency)}
                {...form.getInputProps('friend.amount')}
              />
            )}
            <Select
              label={label('duration')}
              data={choices(DURATIONS)}
              allowDeselect={false}
              {...form.getInputProps('friend.duration')}
              onChange={(value) => {
                const chosen = DURATIONS.find((name) => name === value) ?? 'once';
                setDuration(chosen);
                form.setFieldValue('friend.duration', chosen);
              }}
            />
            {duration === 'months' && (
              <NumberInput
                label={label('monthCount')}
                min={1}
                max={120}
                {...form.getInputProps('friend.months')}
              />
            )}
          </SimpleGrid>
          <TextInput label={label('text')} {...form.getInputProps('friend.text')} />
          <TextInput
            label={label('promotionCodeId')}
            placeholder="promo_…"
            {...form.getInputProps('friend.promotionCodeId')}
          />
        </>
      )}
      {refused.map(([path, message]) => (
        <Text key={path} size="sm" c="red" role="alert">
          {message}
        </Text>
      ))}
    </>
  );
}
