import { Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { type StepRow, saveTemplate, type TemplateRow } from './queries.ts';
import { EMPTY_STEP, StepFields } from './step-fields.tsx';

/** A new template, or the steps of a known one. */
export function TemplateDialog({ template, onClose }: { template: TemplateRow | null; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      mode: 'controlled',
      initialValues: { name: template?.name ?? '', steps: stepsOf(template) },
    },
    async (values) => {
      await saveTemplate(template, values);
      tellDone(t('taskTemplates:saved'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={template ? t('taskTemplates:edit', { name: template.name }) : t('taskTemplates:new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('taskTemplates:name')}
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <StepFields steps={form.values.steps} onChange={(steps) => form.setFieldValue('steps', steps)} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

function stepsOf(template: TemplateRow | null): StepRow[] {
  if (!template) return [EMPTY_STEP];
  return template.steps.map(({ assigneeName: _name, ...step }) => step);
}
