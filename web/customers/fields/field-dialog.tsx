import { Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FIELD_TYPES, type FieldObject, type FieldType } from '../../../server/customers/fields/kinds.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { type ChoiceDraft, ChoicesEditor } from './choices-editor.tsx';
import { keyOf } from './keys.ts';
import { type FieldRow, readFieldsAgain } from './queries.ts';

const CHOSEN: readonly string[] = ['choice', 'multi_choice'];

interface FieldDialogProps {
  object: FieldObject;
  /** Null makes a new one. */
  field: FieldRow | null;
  onClose(): void;
}

interface FieldValues extends Record<string, unknown> {
  name: string;
  /** Null is made from the name. */
  key: string | null;
  type: FieldType;
  choices: ChoiceDraft[];
  currency: string;
  help: string;
}

/** What a field is called and holds; the key stays once it is there, the type once a record has a value. */
export function FieldDialog({ object, field, onClose }: FieldDialogProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm<FieldValues>(
    { mode: 'controlled', initialValues: toValues(field) },
    async (values) => {
      await saveField(object, field, values);
      await readFieldsAgain();
      tellDone(t('fields:saved', { name: values.name }));
      onClose();
    },
  );
  const values = form.getValues();
  const isUsed = field !== null && field.usedCount > 0;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={field ? t('fields:edit') : t(`fields:newOf.${object}`)}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput label={t('fields:field.name')} required data-autofocus {...form.getInputProps('name')} />
          <TextInput
            label={t('fields:field.key')}
            description={t('fields:hint.key')}
            required
            disabled={field !== null}
            {...form.getInputProps('key')}
            value={values.key ?? keyOf(values.name)}
          />
          <Select
            label={t('fields:field.type')}
            description={isUsed ? t('fields:hint.typeStays') : undefined}
            data={FIELD_TYPES.map((type) => ({ value: type, label: t(`fields:type.${type}`) }))}
            allowDeselect={false}
            disabled={isUsed}
            {...form.getInputProps('type')}
          />
          {CHOSEN.includes(values.type) && (
            <ChoicesEditor
              choices={values.choices}
              onChange={(choices) => form.setFieldValue('choices', choices)}
              error={form.errors.choices}
            />
          )}
          {values.type === 'money' && (
            <TextInput
              label={t('fields:field.currency')}
              description={t('fields:hint.currency')}
              maxLength={3}
              disabled={isUsed}
              {...form.getInputProps('currency')}
            />
          )}
          <Textarea label={t('fields:field.help')} autosize {...form.getInputProps('help')} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

function toValues(field: FieldRow | null): FieldValues {
  return {
    name: field?.name ?? '',
    key: field?.key ?? null,
    type: field?.type ?? 'text',
    choices: field?.choices ?? [],
    currency: field?.currency ?? '',
    help: field?.help ?? '',
  };
}

async function saveField(object: FieldObject, field: FieldRow | null, values: FieldValues): Promise<void> {
  const { name, type, help, currency } = values;
  const named = values.choices.filter(({ label }) => label.trim() !== '');
  const body = {
    name,
    type,
    help: help.trim() || null,
    currency: type === 'money' && currency ? currency.toUpperCase() : null,
    choices: CHOSEN.includes(type) ? named.map(toChoice) : [],
  };
  await (field
    ? api.patch(`/fields/${field.id}`, body)
    : api.post('/fields', { object, key: values.key ?? keyOf(name), ...body }));
}

/** A new choice gets its key from its first label, and keeps it. */
function toChoice({ key, label, color }: ChoiceDraft, place: number) {
  return { key: key || keyOf(label, `choice_${place + 1}`), label, color };
}
