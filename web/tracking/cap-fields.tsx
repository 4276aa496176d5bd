import { NumberInput, SimpleGrid } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';

/** A number, or text while somebody types in it. */
export type CapValue = number | string;

interface CapFieldsProps {
  perDay: GetInputPropsReturnType;
  perMonth: GetInputPropsReturnType;
}

/** How many clicks may count in a day and in a month. */
export function CapFields({ perDay, perMonth }: CapFieldsProps) {
  const { t } = useTranslation();
  const field = { placeholder: t('tracking:caps.none'), min: 1, allowDecimal: false } as const;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <NumberInput label={t('tracking:caps.perDay')} {...field} {...perDay} />
      <NumberInput label={t('tracking:caps.perMonth')} {...field} {...perMonth} />
    </SimpleGrid>
  );
}

/** An empty field is no cap. */
export function toCap(value: CapValue): number | null {
  return value === '' ? null : Number(value);
}
