import { Group, Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';

interface TemplateDialogProps {
  title: string;
  name: string;
  onSave(name: string): Promise<void>;
  onClose(): void;
}

/** Asks for the name of a mapping. */
export function TemplateDialog({ title, name, onSave, onClose }: TemplateDialogProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name } },
    async (values) => {
      await onSave(values.name);
      onClose();
    },
  );
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('importing:template.name')}
            description={t('importing:template.nameDetail')}
            required
            maxLength={100}
            data-autofocus
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
          <Refusal text={refusal} />
          <Group justify="flex-end">
            <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
