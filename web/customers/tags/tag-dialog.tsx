import { Modal, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TAG_COLORS } from '../../../server/customers/tags/kinds.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { readTagsAgain, type Tag } from './queries.ts';

/** What a tag is called and its color, on every record at once; a change can be taken back. */
export function TagDialog({ tag, onClose }: { tag: Tag | null; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name: tag?.name ?? '', color: tag?.color ?? 'blue' } },
    async (values) => {
      await (tag ? api.patch(`/tags/${tag.id}`, values) : api.post('/tags', values));
      await readTagsAgain();
      tellDone(t('tags:saved', { name: values.name }), tag ? () => putBack(tag) : undefined);
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(tag ? 'tags:edit' : 'tags:new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput label={t('tags:name')} required data-autofocus {...form.getInputProps('name')} />
          <Select
            label={t('tags:color')}
            data={TAG_COLORS.map((color) => ({ value: color, label: t(`fields:color.${color}`) }))}
            allowDeselect={false}
            {...form.getInputProps('color')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

async function putBack({ id, name, color }: Tag): Promise<void> {
  await api.patch(`/tags/${id}`, { name, color }).catch(tellFailed);
  await readTagsAgain();
}
