import { Anchor, Badge, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SCALES } from '../../server/signals/rules/scales.ts';
import type { GivenAnswer } from '../../server/signals/schema/survey.ts';
import type { Jsonified } from '../ui/api.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { NoData } from '../ui/money.tsx';
import { usePages } from '../ui/pages.ts';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import type { SurveyKind } from './queries.ts';

type AnswerRow = Jsonified<GivenAnswer>;

const MOODS = ['unhappy', 'neutral', 'glad'] as const;
const COLORS: Record<AnswerRow['mood'], string> = { unhappy: 'red', neutral: 'gray', glad: 'teal' };

interface AnswersPanelProps {
  surveyId: string;
  kind: SurveyKind;
  /** The name of one wave. */
  wave?: string;
  filters: { mood?: string; hasComment?: string };
  onChange(changed: Record<string, string | undefined>): void;
}

/** What people answered, the newest first, with what followed. */
export function AnswersPanel({ surveyId, kind, wave, filters, onChange }: AnswersPanelProps) {
  const { t } = useTranslation();
  const query = { ...filters, wave };
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <Panel isFlush title={t('surveys:answers.title')}>
      <FilterBar
        values={filters}
        onChange={onChange}
        filters={[
          {
            ...{ kind: 'choice', name: 'mood', label: t('surveys:answers.mood') },
            options: MOODS.map((value) => ({ value, label: t(`surveys:answers.moods.${value}`) })),
          },
          {
            ...{ kind: 'choice', name: 'hasComment', label: t('surveys:answers.hasComment') },
            options: [
              { value: 'true', label: t('surveys:answers.withComment') },
              { value: 'false', label: t('surveys:answers.withoutComment') },
            ],
          },
        ]}
      >
        <ExportMenu list="survey-answers" query={{ ...query, surveyId }} />
      </FilterBar>
      <DataTable
        label={t('surveys:answers.title')}
        pages={usePages<GivenAnswer>(`/surveys/${surveyId}/answers`, query)}
        rowKey={({ id }) => id}
        columns={useColumns(kind, wave === undefined)}
        empty={
          <EmptyState
            title={t(isFiltered ? 'table.nothingMatches' : 'surveys:answers.none')}
            detail={t(isFiltered ? 'table.nothingMatchesDetail' : 'surveys:answers.noneDetail')}
          />
        }
      />
    </Panel>
  );
}

function useColumns(kind: SurveyKind, hasWave: boolean): Column<AnswerRow>[] {
  const { t } = useTranslation();
  const label = (column: string) => t(`surveys:answers.${column}`);
  return [
    { id: 'who', label: label('who'), isTitle: true, cell: (answer) => <Who answer={answer} /> },
    {
      id: 'score',
      label: label('score'),
      cell: ({ score, mood }) => (
        <Badge color={COLORS[mood]} variant="light" tt="none">
          {score} / {SCALES[kind].high} · {t(`surveys:answers.moods.${mood}`)}
        </Badge>
      ),
    },
    {
      id: 'comment',
      label: label('comment'),
      isProse: true,
      cell: ({ comment }) =>
        comment ? (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {comment}
          </Text>
        ) : (
          <NoData />
        ),
    },
    { id: 'next', label: label('next'), cell: (answer) => <FollowUp answer={answer} /> },
    ...(hasWave ? [{ id: 'wave', label: label('wave'), cell: ({ wave }: AnswerRow) => wave }] : []),
    {
      id: 'at',
      label: label('at'),
      align: 'right',
      cell: ({ answeredAt }) => <DateTime at={answeredAt} form="ago" />,
    },
  ];
}

function Who({ answer }: { answer: AnswerRow }) {
  const { accountId, accountName, personId, personName, personEmail } = answer;
  return (
    <>
      {personId && (
        <Anchor
          fz="sm"
          fw={600}
          renderRoot={(props) => <Link to="/people/$personId" params={{ personId }} {...props} />}
        >
          {personName ?? personEmail}
        </Anchor>
      )}
      <Text size="xs" c="dimmed" component="div">
        <Anchor
          inherit
          renderRoot={(props) => <Link to="/accounts/$accountId" params={{ accountId }} {...props} />}
        >
          {accountName}
        </Anchor>
      </Text>
    </>
  );
}

function FollowUp({ answer: { taskId, isPromoter } }: { answer: AnswerRow }) {
  const { t } = useTranslation();
  if (taskId)
    return (
      <Anchor fz="sm" renderRoot={(props) => <Link to="/tasks" search={{ task: taskId }} {...props} />}>
        {t('surveys:answers.task')}
      </Anchor>
    );
  if (!isPromoter) return <NoData />;
  return (
    <Badge color="blue" variant="light" tt="none">
      {t('surveys:answers.promoter')}
    </Badge>
  );
}
