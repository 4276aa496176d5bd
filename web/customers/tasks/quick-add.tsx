import { Button, Group, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../shell/shortcuts.ts';
import { DayField } from '../../ui/day-field.tsx';
import { Refusal, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { saveTask } from './queries.ts';

interface QuickAddProps {
  /** A day that is there already, for example today. */
  dueOn?: string | null;
  accountId?: string;
  personId?: string;
  dealId?: string;
}

/** A task in one line, for oneself; everything else can be said later. */
export function QuickAdd({ dueOn = null, ...about }: QuickAddProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useShortcut('create', () => field.current?.focus());
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: { title: '', dueOn } },
    async (values) => {
      await saveTask(null, { ...about, ...values });
      form.setValues({ title: '', dueOn });
      tellDone(t('tasks:told.added', { title: values.title }));
      field.current?.focus();
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Group gap="xs" align="flex-start">
        <TextInput
          ref={field}
          flex={1}
          miw={180}
          aria-label={t('tasks:new')}
          placeholder={t('tasks:newHint')}
          required
          {...form.getInputProps('title')}
        />
        <DayField
          w={150}
          aria-label={t('tasks:field.dueOn')}
          placeholder={t('tasks:field.dueOn')}
          clearable
          {...form.getInputProps('dueOn')}
        />
        <Button type="submit" loading={isSending} leftSection={<IconPlus size={16} />}>
          {t('action.add')}
        </Button>
      </Group>
      <Refusal text={refusal} />
    </form>
  );
}
