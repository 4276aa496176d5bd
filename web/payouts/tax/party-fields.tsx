import { Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useCountries } from '../../ui/countries.ts';

export interface PartyValues extends Record<string, unknown> {
  legalName: string;
  address: string;
  country: string;
  vatId: string;
  taxNumber: string;
}

/** What stands on a paper about an affiliate or the company. */
export function PartyFields<Values extends PartyValues>({ form }: { form: UseFormReturnType<Values> }) {
  const { t } = useTranslation();
  const countries = useCountries();
  const field = (name: keyof PartyValues & string) => ({
    label: t(`tax:field.${name}`),
    key: form.key(name),
    ...form.getInputProps(name),
  });
  return (
    <>
      <TextInput required {...field('legalName')} />
      <Textarea required autosize minRows={2} description={t('tax:hint.address')} {...field('address')} />
      <Select required searchable data={countries} limit={50} {...field('country')} />
      <TextInput description={t('tax:hint.vatId')} {...field('vatId')} />
    </>
  );
}
