import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';
import { Loaded } from '../ui/states.tsx';
import { surveyQuery } from './queries.ts';
import { SurveyForm } from './survey-form.tsx';

const route = getRouteApi('/shell/surveys/$surveyId/edit');

export function NewSurveyPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader
        above={[{ label: t('surveys:title'), to: '/surveys' }]}
        title={t('surveys:form.titleNew')}
      />
      <SurveyForm survey={null} />
    </>
  );
}

export function EditSurveyPage() {
  const { t } = useTranslation();
  const { surveyId } = route.useParams();
  return (
    <Loaded query={useQuery(surveyQuery(surveyId))}>
      {(survey) => (
        <>
          <PageHeader
            above={[
              { label: t('surveys:title'), to: '/surveys' },
              { label: survey.name, to: '/surveys/$surveyId', params: { surveyId: survey.id } },
            ]}
            title={t('surveys:form.titleEdit', { name: survey.name })}
          />
          <SurveyForm survey={survey} />
        </>
      )}
    </Loaded>
  );
}
