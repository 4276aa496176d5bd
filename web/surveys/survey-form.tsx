import { Grid, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../ui/api.ts';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { bodyOf, valuesOf } from './form-values.ts';
import { LoopFields, TimeFields, WhoFields } from './plan-fields.tsx';
import { forgetSurveys, LANGUAGES, type SurveyRow } from './queries.ts';
import { SurveyPreview } from './survey-preview.tsx';
import { KindFields, WordsFields } from './words-fields.tsx';

/** It stays in sight below the header while the fields are scrolled. */
const PREVIEW = { position: 'sticky', top: 80 } as const;

/** All that a survey is, beside how people will see it. */
export function SurveyForm({ survey }: { survey: SurveyRow | null }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useSurveyForm(survey);
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <form onSubmit={onSubmit}>
          <Stack gap="lg">
            <Panel title={t('surveys:form.what')}>
              <Stack>
                <KindFields form={form} isNew={survey === null} />
                {LANGUAGES.map((language) => (
                  <WordsFields key={language} form={form} language={language} />
                ))}
              </Stack>
            </Panel>
            <Panel title={t('surveys:form.who')}>
              <WhoFields form={form} />
            </Panel>
            <Panel title={t('surveys:form.when')}>
              <TimeFields form={form} />
            </Panel>
            <Panel title={t('surveys:form.loop')}>
              <LoopFields form={form} />
            </Panel>
            <Refusal text={refusal} />
            <div>
              <SubmitButton isSending={isSending}>{t('surveys:form.save')}</SubmitButton>
            </div>
          </Stack>
        </form>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <div style={PREVIEW}>
          <SurveyPreview values={form.getValues()} />
        </div>
      </Grid.Col>
    </Grid>
  );
}

function useSurveyForm(survey: SurveyRow | null) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return useServerForm({ mode: 'controlled', initialValues: valuesOf(survey, t) }, async (values) => {
    const { kind, ...change } = bodyOf(values);
    const saved = survey
      ? await api.patch<SurveyRow>(`/surveys/${survey.id}`, change)
      : await api.post<SurveyRow>('/surveys', { kind, ...change });
    await forgetSurveys();
    tellDone(t('surveys:saved'));
    await navigate({ to: '/surveys/$surveyId', params: { surveyId: saved.id } });
  });
}
