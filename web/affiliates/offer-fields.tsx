import { Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../server/affiliates/schema/offer.ts';
import { FriendFields } from './friend-fields.tsx';
import type { FriendValues } from './friend-values.ts';
import { RuleFields } from './rule-fields.tsx';

const APPROVAL_RULES: Offer['approvalRule'][] = ['manual', 'auto'];

export type OfferValues = Pick<
  Offer,
  | 'name'
  | 'description'
  | 'destinationUrl'
  | 'allowedHosts'
  | 'utmTemplate'
  | 'couponFirst'
  | 'clickModel'
  | 'isLifetime'
  | 'protectsCustomers'
  | 'dealFirst'
  | 'approvalRule'
  | 'isOpen'
> & {
  /** Text while somebody types in it. */
  windowDays: number | string;
  dealDays: number | string;
  friend: FriendValues;
  /** The same; in percent. */
  winnerPercent: number | string;
  termsText: string;
};

export function OfferFields({ form }: { form: UseFormReturnType<OfferValues> }) {
  const { t } = useTranslation();
  const label = (field: string) => t(`affiliates:offer.${field}`);
  const hint = (field: string) => t(`affiliates:offerHint.${field}`);
  return (
    <>
      <TextInput label={label('name')} required data-autofocus {...form.getInputProps('name')} />
      <Textarea
        label={label('description')}
        description={hint('description')}
        autosize
        minRows={2}
        {...form.getInputProps('description')}
      />
      <TextInput
        label={label('destinationUrl')}
        description={hint('destinationUrl')}
        placeholder="https://"
        required
        {...form.getInputProps('destinationUrl')}
      />
      <TagsInput
        label={label('allowedHosts')}
        description={hint('allowedHosts')}
        {...form.getInputProps('allowedHosts')}
        error={firstError(form.errors, 'allowedHosts')}
      />
      <TextInput
        label={label('utmTemplate')}
        description={hint('utmTemplate')}
        placeholder="utm_source=partners&utm_medium=affiliate&utm_content={link}"
        {...form.getInputProps('utmTemplate')}
      />
      <FriendFields form={form} />
      <RuleFields form={form} />
      <Select
        label={label('approvalRule')}
        description={hint('approvalRule')}
        data={APPROVAL_RULES.map((value) => ({ value, label: t(`affiliates:approvalRule.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('approvalRule')}
      />
      <Switch
        label={label('isOpen')}
        description={hint('isOpen')}
        {...form.getInputProps('isOpen', { type: 'checkbox' })}
      />
      <Textarea
        label={label('terms')}
        description={hint('terms')}
        autosize
        minRows={4}
        maxRows={14}
        {...form.getInputProps('termsText')}
      />
    </>
  );
}

/** The server names the item of a list that is wrong; the field shows it for the whole list. */
function firstError(errors: UseFormReturnType<OfferValues>['errors'], field: string) {
  return Object.entries(errors).find(([path]) => path.split('.')[0] === field)?.[1];
}
