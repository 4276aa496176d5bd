import { Button, Group, Stack } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldObject } from '../../../server/customers/fields/kinds.ts';
import type { FieldValue as Value } from '../../../server/customers/fields/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { Fact } from '../../ui/fact.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { FieldInput } from './field-input.tsx';
import { FieldValue } from './field-value.tsx';
import { type FieldRow, useFieldsInUse } from './queries.ts';

interface MoreFactsProps {
  object: FieldObject;
  /** Below the API, as `/accounts/acc_1`. */
  address: string;
  values: Record<string, Value>;
}

/** What the workspace records beside the built-in facts, changed where it stands. */
export function MoreFacts({ object, address, values }: MoreFactsProps) {
  const { t } = useTranslation();
  const can = useCan();
  const fields = useFieldsInUse(object);
  const [isEditing, setEditing] = useState(false);
  if (fields.length === 0) return null;
  return (
    <Panel
      title={t('fields:facts.title')}
      actions={
        can('accounts.write') &&
        !isEditing && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil size={14} />}
            aria-label={t('fields:facts.edit')}
            onClick={() => setEditing(true)}
          >
            {t('action.edit')}
          </Button>
        )
      }
    >
      {isEditing ? (
        <FactsForm fields={fields} address={address} values={values} onDone={() => setEditing(false)} />
      ) : (
        <Stack gap={6}>
          {fields.map((field) => (
            <Fact key={field.id} label={field.name}>
              <FieldValue field={field} value={values[field.key]} />
            </Fact>
          ))}
        </Stack>
      )}
    </Panel>
  );
}

type Drafts = Record<string, Value | null>;

function FactsForm({
  fields,
  address,
  values,
  onDone,
}: Omit<MoreFactsProps, 'object'> & { fields: FieldRow[]; onDone(): void }) {
  const { t } = useTranslation();
  const before: Drafts = Object.fromEntries(fields.map(({ key }) => [key, values[key] ?? null]));
  const { form, onSubmit, isSending, refusal } = useServerForm<{ fields: Drafts }>(
    { mode: 'controlled', initialValues: { fields: before } },
    async ({ fields: drafts }) => {
      const changed = Object.keys(drafts).filter(
        (key) => JSON.stringify(drafts[key]) !== JSON.stringify(before[key]),
      );
      const only = (from: Drafts) => Object.fromEntries(changed.map((key) => [key, from[key] ?? null]));
      if (changed.length > 0) {
        await saveFields(address, only(drafts));
        tellDone(t('fields:facts.saved'), () => saveFields(address, only(before)).catch(tellFailed));
      }
      onDone();
    },
  );
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="sm">
        {fields.map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={form.getValues().fields[field.key] ?? null}
            onChange={(value) => form.setFieldValue(`fields.${field.key}`, value)}
            error={form.errors[`fields.${field.key}`] as string | undefined}
          />
        ))}
        <Refusal text={refusal} />
        <Group gap="xs" justify="flex-end">
          <Button variant="subtle" color="gray" onClick={onDone}>
            {t('action.cancel')}
          </Button>
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Group>
      </Stack>
    </form>
  );
}

async function saveFields(address: string, fields: Drafts): Promise<void> {
  await api.patch(address, { fields });
  await queryClient.invalidateQueries();
}
