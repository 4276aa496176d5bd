import { Modal, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { readTagsAgain, type Tag } from './queries.ts';

/** Lets one tag go into another; both are what they were after an undo. */
export function MergeTagDialog({ tag, tags, onClose }: { tag: Tag; tags: Tag[]; onClose(): void }) {
  const { t } = useTranslation();
  const address = `/tags/${tag.id}/merge`;
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { intoId: '' } },
    async ({ intoId }) => {
      await api.put(address, { intoId });
      await readTagsAgain();
      const into = tags.find(({ id }) => id === intoId)?.name ?? '';
      tellDone(t('tags:merged', { name: tag.name, into }), async () => {
        await api.delete(address).catch(tellFailed);
        await readTagsAgain();
      });
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('tags:mergeTitle', { name: tag.name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('tags:mergeDetail', { name: tag.name })}</Text>
          <Select
            label={t('tags:into')}
            data={tags.filter(({ id }) => id !== tag.id).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            required
            data-autofocus
            {...form.getInputProps('intoId')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('tags:merge')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
