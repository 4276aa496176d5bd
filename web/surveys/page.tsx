import { Anchor, Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { DateTime } from '../ui/date-time.tsx';
import { Count } from '../ui/numbers.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { type SurveyRow, surveysQuery } from './queries.ts';
import { SurveyStatus } from './survey-state.tsx';

/** The surveys that are sent from here. */
export function SurveysPage() {
  const { t } = useTranslation();
  const can = useCan();
  const surveys = useQuery(surveysQuery);
  const add = can('surveys.write') && (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/surveys/new" {...props} />}
    >
      {t('surveys:new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('surveys:title')} detail={t('surveys:detail')} actions={add} />
      <Panel isFlush>
        <Loaded query={surveys}>
          {({ data }) =>
            data.length > 0 ? (
              <SurveyTable surveys={data} />
            ) : (
              <EmptyState title={t('surveys:none')} detail={t('surveys:noneDetail')} action={add} />
            )
          }
        </Loaded>
      </Panel>
    </>
  );
}

function SurveyTable({ surveys }: { surveys: SurveyRow[] }) {
  const { t } = useTranslation();
  const label = (column: string) => t(`surveys:column.${column}`);
  return (
    <SimpleTable
      label={t('surveys:title')}
      rows={surveys}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', label: label('name'), isTitle: true, cell: (survey) => <SurveyName survey={survey} /> },
        { id: 'status', label: label('status'), cell: (survey) => <SurveyStatus {...survey} /> },
        {
          id: 'waves',
          label: label('waves'),
          align: 'right',
          cell: ({ waveCount }) => <Count value={waveCount} />,
        },
        {
          id: 'answers',
          label: label('answers'),
          align: 'right',
          cell: ({ answerCount }) => <Count value={answerCount} />,
        },
        {
          id: 'lastAnswer',
          label: label('lastAnswer'),
          align: 'right',
          cell: ({ lastAnswerAt }) => <DateTime at={lastAnswerAt} form="ago" />,
        },
        {
          id: 'next',
          label: label('next'),
          align: 'right',
          cell: ({ nextWaveOn }) => (nextWaveOn ? <DateTime at={nextWaveOn} /> : t('surveys:byHand')),
        },
      ]}
    />
  );
}

function SurveyName({ survey: { id, name, kind } }: { survey: SurveyRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Anchor
        fz="sm"
        fw={600}
        renderRoot={(props) => <Link to="/surveys/$surveyId" params={{ surveyId: id }} {...props} />}
      >
        {name}
      </Anchor>
      <Text size="xs" c="dimmed">
        {t(`surveys:kind.${kind}`)}
      </Text>
    </>
  );
}
