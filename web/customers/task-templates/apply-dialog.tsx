import { Modal, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/day-field.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { applyTemplate, type TemplateRow, templatesQuery } from './queries.ts';

interface ApplyDialogProps {
  accountId: string;
  /** `YYYY-MM-DD`, the company's day. */
  today: string;
  onClose(): void;
}

/** Gives an account the tasks of a template, counted from a day. */
export function ApplyDialog({ accountId, today, onClose }: ApplyDialogProps) {
  const { t } = useTranslation();
  const templates = useQuery(templatesQuery(false));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('taskTemplates:applyTitle')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Loaded query={templates}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState title={t('taskTemplates:none')} detail={t('taskTemplates:noneDetail')} />
          ) : (
            <ApplyForm accountId={accountId} today={today} templates={data} onDone={onClose} />
          )
        }
      </Loaded>
    </Modal>
  );
}

function ApplyForm({
  accountId,
  today,
  templates,
  onDone,
}: {
  accountId: string;
  today: string;
  templates: TemplateRow[];
  onDone(): void;
}) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      mode: 'controlled',
      initialValues: { templateId: templates[0]?.id ?? '', startOn: today },
    },
    async ({ templateId, startOn }) => {
      const undo = await applyTemplate(templateId, { accountId, startOn });
      const name = templates.find(({ id }) => id === templateId)?.name;
      tellDone(t('taskTemplates:applied', { name }), () => undo().catch(tellFailed));
      onDone();
    },
  );
  const chosen = templates.find(({ id }) => id === form.values.templateId);
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <Select
          label={t('taskTemplates:template')}
          data={templates.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          {...form.getInputProps('templateId')}
        />
        <DayField label={t('taskTemplates:startOn')} {...form.getInputProps('startOn')} />
        {chosen && (
          <Text size="sm" c="dimmed">
            {chosen.steps.map(({ title }) => title).join(' → ')}
          </Text>
        )}
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('taskTemplates:apply')}</SubmitButton>
      </Stack>
    </form>
  );
}
