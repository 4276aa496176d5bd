import { Group, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';

/** Adds a note to the timeline. @param of `/accounts/acc_…` or `/people/per_…`. */
export function NoteForm({ of }: { of: string }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { body: '' } },
    async (values) => {
      await api.post(`${of}/notes`, values);
      form.reset();
      await queryClient.invalidateQueries({ queryKey: [`${of}/timeline`] });
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Group align="flex-end" gap="xs" mb="md">
        <Textarea
          aria-label={t('people:note.label')}
          placeholder={t('people:note.label')}
          autosize
          minRows={1}
          maxRows={8}
          required
          flex={1}
          {...form.getInputProps('body')}
        />
        <SubmitButton isSending={isSending} variant="default">
          {t('people:note.add')}
        </SubmitButton>
      </Group>
      <Refusal text={refusal} />
    </form>
  );
}
