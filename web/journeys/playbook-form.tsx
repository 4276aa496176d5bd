import { Grid, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../ui/api.ts';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { EntryFields, ExitFields, LimitFields, SuccessFields } from './course-fields.tsx';
import type { FormValues, PlaybookFormOf } from './form-values.ts';
import { forgetPlaybooks, PURPOSES, type ShownPlaybook } from './queries.ts';
import { StepFields } from './step-fields.tsx';

interface PlaybookFormProps {
  known?: ShownPlaybook;
  values: FormValues;
}

/** All that a playbook is: when it begins, what is done, when it has worked. */
export function PlaybookForm({ known, values }: PlaybookFormProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = usePlaybookForm(known, values);
  return (
    <form onSubmit={onSubmit}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Stack gap="lg">
            <Panel title={t('playbooks:form.what')}>
              <NameFields form={form} />
            </Panel>
            <Panel title={t('playbooks:form.entry')} detail={t('playbooks:form.entryDetail')}>
              <EntryFields form={form} />
            </Panel>
            <Panel title={t('playbooks:form.success')} detail={t('playbooks:form.successDetail')}>
              <SuccessFields form={form} />
            </Panel>
            <Panel title={t('playbooks:form.exit')} detail={t('playbooks:form.exitDetail')}>
              <ExitFields form={form} />
            </Panel>
            <Panel title={t('playbooks:form.limits')}>
              <LimitFields form={form} />
            </Panel>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Stack gap="lg">
            <Panel title={t('playbooks:form.steps')} detail={t('playbooks:form.stepsDetail')}>
              <StepFields form={form} />
            </Panel>
            <Refusal text={refusal} />
            <div>
              <SubmitButton isSending={isSending}>{t('playbooks:form.save')}</SubmitButton>
            </div>
          </Stack>
        </Grid.Col>
      </Grid>
    </form>
  );
}

function NameFields({ form }: { form: PlaybookFormOf }) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput label={t('playbooks:form.name')} required {...form.getInputProps('name')} />
      <Select
        label={t('playbooks:form.purpose')}
        data={PURPOSES.map((value) => ({ value, label: t(`playbooks:purpose.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('purpose')}
      />
    </SimpleGrid>
  );
}

function usePlaybookForm(known: ShownPlaybook | undefined, initialValues: FormValues) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return useServerForm({ mode: 'controlled', initialValues }, async (values) => {
    const saved = known
      ? await api.put<ShownPlaybook>(`/playbooks/${known.id}`, { ...values, readVersion: known.version })
      : await api.post<ShownPlaybook>('/playbooks', values);
    await forgetPlaybooks();
    tellDone(t(known ? 'playbooks:saved' : 'playbooks:made'));
    await navigate({ to: '/playbooks/$playbookId', params: { playbookId: saved.id } });
  });
}
