import { SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Figure } from '../ui/figure.tsx';
import { useFormat } from '../ui/format.ts';
import { Count, Share } from '../ui/numbers.tsx';
import type { ShownWave } from './queries.ts';

const PERCENT = 100;

/** Asked, sent, answered, the score, and what followed. */
export function WaveFigures({ wave }: { wave: ShownWave }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = (name: string) => t(`surveys:wave.${name}`);
  const { response, score, survey } = wave;
  const isNps = survey.kind === 'nps';
  const shown = (value: number) =>
    isNps ? format.number(Math.round(value)) : format.percent(value / PERCENT, 0);
  return (
    <SimpleGrid cols={{ base: 2, lg: 4 }} spacing="sm">
      <Figure
        label={label('asked')}
        term="wave"
        value={<Count value={wave.askedCount} />}
        detail={wave.withdrawnCount > 0 && t('surveys:wave.withdrawn', { count: wave.withdrawnCount })}
      />
      <Figure
        label={label('sent')}
        term="wave"
        value={<Count value={wave.sentCount} />}
        detail={t('surveys:wave.sentDetail', {
          waiting: format.number(wave.waitingCount),
          failed: format.number(wave.failedCount),
        })}
        explanation={{ formula: t('surveys:wave.explain.sent') }}
      />
      <Figure
        label={label('rate')}
        term="responseRate"
        value={response && <Share share={response.rate} fractionDigits={0} />}
        detail={response && `${format.percent(response.low, 0)} – ${format.percent(response.high, 0)}`}
        explanation={{
          formula: t('surveys:wave.explain.rate'),
          inputs: [
            { label: label('asked'), value: <Count value={wave.askedCount} /> },
            { label: label('answered'), value: <Count value={wave.answeredCount} /> },
          ],
        }}
      />
      <Figure
        label={t(`surveys:kind.${survey.kind}`)}
        term={survey.kind}
        value={
          score && (
            <Text span inherit c={score.isSmall ? 'dimmed' : undefined}>
              {shown(score.value)}
            </Text>
          )
        }
        detail={
          score && (
            <>
              {shown(score.low)} – {shown(score.high)}
              {score.isSmall && ` · ${label('small')}`}
            </>
          )
        }
        explanation={{ formula: t(`surveys:wave.explain.${isNps ? 'nps' : 'share'}`) }}
      />
      <Figure label={label('answered')} term="answers" value={<Count value={wave.answeredCount} />} />
      <Figure
        label={label('reminded')}
        term="wave"
        value={<Count value={wave.remindedCount} />}
        detail={
          wave.reminderDays === null
            ? label('noReminder')
            : t('surveys:wave.reminderAfter', { count: wave.reminderDays })
        }
      />
      <Figure label={label('followUps')} term="surveyFollowUp" value={<Count value={wave.taskCount} />} />
      <Figure label={label('promoters')} term="surveyFollowUp" value={<Count value={wave.promoterCount} />} />
    </SimpleGrid>
  );
}
