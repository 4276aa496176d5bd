import { SimpleGrid, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { AffiliatePicker } from './affiliate-picker.tsx';
import { GroupSelect } from './groups/group-select.tsx';

/** What staff write down of an affiliate; an empty text is "not known". */
export type AffiliateValues = Record<
  'name' | 'website' | 'country' | 'payoutEmail' | 'externalId' | 'email' | 'groupId' | 'recruiterId',
  string
>;

/** @param isNew the e-mail is given once and stays: it is how an affiliate is recognized. */
export function AffiliateFields({
  form,
  isNew,
}: {
  form: UseFormReturnType<AffiliateValues>;
  isNew: boolean;
}) {
  const { t } = useTranslation();
  const label = (field: string) => t(`affiliates:field.${field}`);
  return (
    <>
      <TextInput label={label('name')} required data-autofocus {...form.getInputProps('name')} />
      {isNew && <TextInput label={label('email')} type="email" required {...form.getInputProps('email')} />}
      <GroupSelect label={label('group')} {...form.getInputProps('groupId')} />
      <TextInput label={label('website')} placeholder="https://" {...form.getInputProps('website')} />
      <TextInput
        label={label('payoutEmail')}
        description={t('affiliates:field.payoutEmailHint')}
        type="email"
        {...form.getInputProps('payoutEmail')}
      />
      {!isNew && (
        <AffiliatePicker
          label={label('recruiter')}
          value={form.values.recruiterId || null}
          error={form.errors.recruiterId}
          onChange={(id) => form.setFieldValue('recruiterId', id ?? '')}
        />
      )}
      <SimpleGrid cols={2}>
        <TextInput
          label={label('country')}
          description={t('affiliates:field.countryHint')}
          maxLength={2}
          {...form.getInputProps('country')}
        />
        <TextInput
          label={label('externalId')}
          description={t('affiliates:field.externalIdHint')}
          {...form.getInputProps('externalId')}
        />
      </SimpleGrid>
    </>
  );
}
