import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import type { FieldValue } from '../../../server/customers/fields/schema.ts';
import { useSession } from '../../shell/session.ts';
import { MinorInput } from '../../ui/minor-input.tsx';
import { useOwnerOptions } from '../queries.ts';
import type { FieldRow } from './queries.ts';

interface FieldInputProps {
  field: FieldRow;
  /** Null is empty. */
  value: FieldValue | null;
  onChange(value: FieldValue | null): void;
  error?: string;
}

/** The control that fits the type of a field. */
export function FieldInput({ field, value, onChange, error }: FieldInputProps) {
  const told = { label: field.name, description: field.help ?? undefined, error };
  if (field.type === 'money') return <MoneyField {...{ field, value, onChange, error }} />;
  if (field.type === 'number')
    return (
      <NumberInput
        {...told}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next === '' ? null : Number(next))}
      />
    );
  if (field.type === 'date')
    return (
      <DateInput
        {...told}
        clearable
        valueFormat="YYYY-MM-DD"
        value={typeof value === 'string' ? value : null}
        onChange={onChange}
      />
    );
  if (field.type === 'text' || field.type === 'link') {
    const shown = { ...told, value: typeof value === 'string' ? value : '' };
    return field.type === 'link' ? (
      <TextInput
        {...shown}
        type="url"
        placeholder="https://"
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    ) : (
      <Textarea
        {...shown}
        autosize
        maxRows={6}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    );
  }
  return <ChosenField {...{ field, value, onChange, error }} />;
}

function MoneyField({ field, value, onChange, error }: FieldInputProps) {
  const { workspace } = useSession();
  const currency = field.currency ?? workspace.currency;
  const amount = typeof value === 'object' && value !== null && 'amountMinor' in value ? value : null;
  return (
    <MinorInput
      label={field.name}
      description={field.help ?? undefined}
      currency={currency}
      amountMinor={amount?.amountMinor ?? null}
      onChange={(amountMinor) => onChange(amountMinor === null ? null : { amountMinor, currency })}
      error={error}
    />
  );
}

/** Choices, members, and yes or no, which can also be left open. */
function ChosenField({ field, value, onChange, error }: FieldInputProps) {
  const { t } = useTranslation();
  const options = useFieldOptions(field);
  const told = { label: field.name, description: field.help ?? undefined, error };
  const clear = { 'aria-label': t('table.clearFilter', { name: field.name }) };
  if (field.type === 'multi_choice')
    return (
      <MultiSelect
        {...told}
        data={options}
        clearable
        clearButtonProps={clear}
        value={Array.isArray(value) ? value : []}
        onChange={(keys) => onChange(keys.length > 0 ? keys : null)}
      />
    );
  const isCheckbox = field.type === 'checkbox';
  return (
    <Select
      {...told}
      data={options}
      clearable
      clearButtonProps={clear}
      searchable={options.length > 8}
      value={value === null ? null : String(value)}
      onChange={(key) => onChange(isCheckbox && key !== null ? key === 'true' : key)}
    />
  );
}

/** What a field can be set to, and a list narrowed by; empty for types without choices. */
function useFieldOptions({ type, choices }: FieldRow): { value: string; label: string }[] {
  const { t } = useTranslation();
  const members = useOwnerOptions();
  if (type === 'member') return members;
  if (type !== 'checkbox') return choices.map(({ key, label }) => ({ value: key, label }));
  return [
    { value: 'true', label: t('fields:value.yes') },
    { value: 'false', label: t('fields:value.no') },
  ];
}
