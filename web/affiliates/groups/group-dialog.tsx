import { Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { type GroupRow, saveGroup } from './queries.ts';

/** @param group null makes a new one. */
export function GroupDialog({ group, onClose }: { group: GroupRow | null; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name: group?.name ?? '' } },
    async ({ name }) => {
      await saveGroup(group?.id ?? null, name);
      await queryClient.invalidateQueries();
      tellDone(t('affiliates:saved'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={group ? t('affiliates:groups.rename') : t('affiliates:groups.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('affiliates:groups.name')}
            placeholder={t('affiliates:groups.namePlaceholder')}
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
