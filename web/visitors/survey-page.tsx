import { Alert, Button, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SCALES } from '../../server/signals/rules/scales.ts';
import type { AskPage } from '../../server/signals/schema/survey.ts';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { speakAsWritten } from '../shell/words.ts';
import { ApiProblem, api, type Jsonified } from '../ui/api.ts';
import { Refusal } from '../ui/server-form.tsx';
import { Loaded } from '../ui/states.tsx';
import { ScoreChoice } from './score-choice.tsx';

const route = getRouteApi('/survey/$token');
const PAGE_WIDTH_PX = 600;
const MAX_COMMENT = 5_000;

type Page = Jsonified<AskPage>;

/** Where somebody answers a survey; a score in the address is only chosen, and counts when it is sent. */
export function SurveyPage() {
  const { t, i18n } = useTranslation();
  const { token } = route.useParams();
  const { score, lang } = route.useSearch();
  useEffect(() => {
    if (lang) void speakAsWritten(lang);
  }, [lang]);
  const address = `/public/surveys/${encodeURIComponent(token)}`;
  const page = useQuery({
    queryKey: [address],
    queryFn: () => api.get<AskPage>(address) as Promise<Page>,
    retry: false,
    refetchOnWindowFocus: false,
  });
  if (page.error instanceof ApiProblem && page.error.status < 500)
    return (
      <EntryFrame title={t('visitors:survey.gone')}>
        <Alert color="yellow">{t('visitors:survey.goneDetail')}</Alert>
      </EntryFrame>
    );
  const shown = page.data;
  if (shown && !shown.isOpen) {
    const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' }).format(
      new Date(shown.closesAt),
    );
    return (
      <EntryFrame title={t('visitors:survey.closed')}>
        <Text>{t('visitors:survey.closedDetail', { day })}</Text>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t('visitors:survey.title', { company: shown?.company ?? '' })} width={PAGE_WIDTH_PX}>
      <Loaded query={page}>{(loaded) => <Answering address={address} page={loaded} wanted={score} />}</Loaded>
    </EntryFrame>
  );
}

interface AnsweringProps {
  address: string;
  page: Page;
  /** The score that was clicked in the mail. */
  wanted: string | undefined;
}

/** The question, or thanks to whoever has answered. */
function Answering({ address, page, wanted }: AnsweringProps) {
  const { t } = useTranslation();
  const words = useWords(page);
  const [answer, keep] = useState(page.answer);
  const [isChanging, change] = useState(!page.answer || isOnScale(page.kind, wanted));
  if (!isChanging && answer)
    return (
      <Stack role="status">
        <Text fw={600} fz="lg" style={{ overflowWrap: 'anywhere' }}>
          {words.thanks || t('visitors:survey.thanksPlain')}
        </Text>
        <Text c="dimmed">{t('visitors:survey.yours', { score: answer.score })}</Text>
        <div>
          <Button variant="default" onClick={() => change(true)}>
            {t('visitors:survey.change')}
          </Button>
        </div>
      </Stack>
    );
  return (
    <AnswerForm
      address={address}
      page={{ ...page, answer }}
      wanted={answer === page.answer ? wanted : undefined}
      onSent={(now) => {
        keep(now.answer);
        change(false);
      }}
    />
  );
}

function AnswerForm({ address, page, wanted, onSent }: AnsweringProps & { onSent(now: Page): void }) {
  const { t } = useTranslation();
  const words = useWords(page);
  const first = isOnScale(page.kind, wanted) ? Number(wanted) : (page.answer?.score ?? null);
  const [score, choose] = useState<number | null>(first);
  const [comment, write] = useState(page.answer?.comment ?? '');
  const [refusal, refuse] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async () => {
    if (score === null) return refuse(t('visitors:survey.choose'));
    setSending(true);
    refuse(null);
    try {
      onSent((await api.post<AskPage>(address, { score, comment })) as Page);
    } catch (error) {
      refuse(error instanceof ApiProblem ? error.message : t('state.error.detail'));
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack>
        <ScoreChoice
          kind={page.kind}
          question={words.question}
          name="score"
          score={score}
          onChange={choose}
        />
        <Textarea
          label={words.followUp || t('visitors:survey.commentPlain')}
          description={words.followUp ? t('visitors:survey.comment') : undefined}
          value={comment}
          onChange={({ currentTarget }) => write(currentTarget.value)}
          maxLength={MAX_COMMENT}
          autosize
          minRows={3}
        />
        <Refusal text={refusal} />
        <Button type="submit" loading={isSending}>
          {t('visitors:survey.send')}
        </Button>
      </Stack>
    </form>
  );
}

/** In the reader's language where the survey speaks it. */
function useWords({ texts, locale }: Page) {
  const { i18n } = useTranslation();
  const wanted = i18n.language === 'th' ? texts.th : texts.en;
  return wanted ?? texts[locale] ?? { question: '', followUp: '', thanks: '' };
}

function isOnScale(kind: Page['kind'], score: string | undefined): boolean {
  const { low, high } = SCALES[kind];
  return score !== undefined && /^\d+$/.test(score) && Number(score) >= low && Number(score) <= high;
}
