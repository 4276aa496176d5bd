import {
  Modal,
  MultiSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../../locales/channel-words.ts';
import type { AssignedObject } from '../../../server/customers/ownership/schema.ts';
import { useCountries } from '../../ui/countries.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { accountChoicesQuery, useOwnerOptions } from '../queries.ts';
import { type RuleRow, saveRule } from './queries.ts';

const STAGES = ['lead', 'trial', 'customer', 'churned'] as const;

interface RuleDialogProps {
  object: AssignedObject;
  /** Null makes a new one. */
  rule: RuleRow | null;
  onClose(): void;
}

interface RuleValues extends Record<string, unknown> {
  name: string;
  stages: string[];
  countries: string[];
  channels: string[];
  industries: string[];
  planTiers: string[];
  minSeats: number | string;
  maxSeats: number | string;
  followsAccount: boolean;
  memberIds: string[];
}

/** Which records a rule takes, and who gets them in turn. */
export function RuleDialog({ object, rule, onClose }: RuleDialogProps) {
  const { t } = useTranslation();
  const owners = useOwnerOptions();
  const { form, onSubmit, isSending, refusal } = useServerForm<RuleValues>(
    { mode: 'controlled', initialValues: toValues(rule) },
    async (values) => {
      await saveRule(rule?.id ?? null, { object, isActive: rule?.isActive ?? true, ...toBody(values) });
      tellDone(t('ownership:rules.saved'));
      onClose();
    },
  );
  const { followsAccount } = form.getValues();
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={rule ? t('ownership:rules.act.edit') : t(`ownership:rules.newOf.${object}`)}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('ownership:rules.name')}
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <ConditionFields object={object} form={form} />
          {object === 'person' && (
            <Switch
              label={t('ownership:rules.followsAccount')}
              description={t('ownership:rules.followsAccountDetail')}
              {...form.getInputProps('followsAccount', { type: 'checkbox' })}
            />
          )}
          {!followsAccount && (
            <MultiSelect
              label={t('ownership:rules.to')}
              description={t('ownership:rules.toDetail')}
              data={owners}
              required
              searchable
              {...form.getInputProps('memberIds')}
            />
          )}
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

interface ConditionFieldsProps {
  object: AssignedObject;
  form: ReturnType<typeof useServerForm<RuleValues>>['form'];
}

function ConditionFields({ object, form }: ConditionFieldsProps) {
  const { t } = useTranslation();
  const { data: choices } = useQuery(accountChoicesQuery);
  const countries = useCountries();
  const label = (field: string) => t(`ownership:field.${field}`);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <MultiSelect
        label={label('stages')}
        data={STAGES.map((value) => ({ value, label: t(`customers:stage.${value}`) }))}
        {...form.getInputProps('stages')}
      />
      <MultiSelect
        label={label('countries')}
        data={countries}
        searchable
        limit={20}
        {...form.getInputProps('countries')}
      />
      <MultiSelect
        label={label('channels')}
        data={(choices?.channels ?? []).map((value) => ({ value, label: channelWords(t, value) }))}
        searchable
        {...form.getInputProps('channels')}
      />
      {object === 'account' && (
        <>
          <TagsInput
            label={label('industries')}
            data={choices?.industries ?? []}
            {...form.getInputProps('industries')}
          />
          <TagsInput
            label={label('planTiers')}
            data={choices?.planTiers ?? []}
            {...form.getInputProps('planTiers')}
          />
          <NumberInput label={label('minSeats')} min={0} {...form.getInputProps('minSeats')} />
          <NumberInput label={label('maxSeats')} min={0} {...form.getInputProps('maxSeats')} />
        </>
      )}
    </SimpleGrid>
  );
}

function toValues(rule: RuleRow | null): RuleValues {
  const conditions = rule?.conditions ?? {};
  return {
    name: rule?.name ?? '',
    stages: conditions.stages ?? [],
    countries: conditions.countries ?? [],
    channels: conditions.channels ?? [],
    industries: conditions.industries ?? [],
    planTiers: conditions.planTiers ?? [],
    minSeats: conditions.minSeats ?? '',
    maxSeats: conditions.maxSeats ?? '',
    followsAccount: rule?.followsAccount ?? false,
    memberIds: rule?.memberIds ?? [],
  };
}

/** What is left empty is no condition. */
function toBody({ name, followsAccount, memberIds, minSeats, maxSeats, ...lists }: RuleValues) {
  const given = <Value,>(values: Value[]) => (values.length > 0 ? values : undefined);
  const amount = (value: number | string) => (value === '' ? undefined : Number(value));
  const { countries, channels, industries, planTiers } = lists;
  return {
    ...{ name, followsAccount, memberIds: followsAccount ? [] : memberIds },
    conditions: {
      stages: given(lists.stages as (typeof STAGES)[number][]),
      countries: given(countries),
      channels: given(channels),
      industries: given(industries),
      planTiers: given(planTiers),
      minSeats: amount(minSeats),
      maxSeats: amount(maxSeats),
    },
  };
}
