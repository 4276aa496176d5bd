import { Badge, Button, Code, Grid, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { saveTemplate, type TemplateView, usePreview } from './queries.ts';
import { ResetButton } from './reset-button.tsx';

/** Subject and text of one kind of mail in one language, beside how it reads with plausible values. */
export function TemplateForm({ template }: { template: TemplateView }) {
  const { t } = useTranslation();
  const can = useCan();
  const { kind, locale } = template;
  const preview = usePreview();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { subject: template.subject, text: template.text } },
    async (wording) => {
      await saveTemplate({ kind, locale, ...wording });
      tellDone(t('messages:templates.saved'));
    },
  );
  const mayWrite = can('messages.write');
  const shown = preview.data ?? template.preview;
  return (
    <Grid>
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Panel title={template.name} actions={<Origin isOwn={template.isOwn} />}>
          <form onSubmit={onSubmit}>
            <Stack>
              <TextInput
                label={t('messages:column.subject')}
                required
                readOnly={!mayWrite}
                {...form.getInputProps('subject')}
              />
              <Textarea
                label={t('messages:templates.text')}
                description={t('messages:templates.textHint')}
                autosize
                minRows={10}
                maxRows={24}
                required
                readOnly={!mayWrite}
                {...form.getInputProps('text')}
              />
              <Placeholders names={template.placeholders} />
              <Refusal text={refusal ?? preview.error?.message ?? null} />
              {mayWrite && (
                <Group>
                  <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
                  <Button
                    variant="default"
                    loading={preview.isPending}
                    onClick={() => preview.mutate({ kind, locale, ...form.getValues() })}
                  >
                    {t('messages:templates.preview')}
                  </Button>
                  {template.isOwn && <ResetButton template={template} />}
                </Group>
              )}
            </Stack>
          </form>
        </Panel>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }} aria-live="polite">
        <Panel title={t('messages:templates.preview')} detail={t('messages:templates.previewDetail')}>
          <Text fw={600}>{shown.subject}</Text>
          <Text size="sm" mt="xs" lang={locale} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {shown.text}
          </Text>
        </Panel>
      </Grid.Col>
    </Grid>
  );
}

function Origin({ isOwn }: Pick<TemplateView, 'isOwn'>) {
  const { t } = useTranslation();
  return (
    <Badge variant={isOwn ? 'light' : 'default'} tt="none">
      {t(isOwn ? 'messages:templates.own' : 'messages:templates.standard')}
    </Badge>
  );
}

function Placeholders({ names }: { names: string[] }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        {t('messages:templates.placeholders')}
      </Text>
      <Group gap={6}>
        {names.map((name) => (
          <Code key={name}>{`{{ ${name} }}`}</Code>
        ))}
      </Group>
    </div>
  );
}
