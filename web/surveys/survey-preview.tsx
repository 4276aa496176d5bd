import { Divider, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../ui/panel.tsx';
import { ScoreChoice } from '../visitors/score-choice.tsx';
import type { FormValues } from './form-values.ts';
import { LANGUAGES, type Language } from './queries.ts';

/** How people will see the survey, as it is being written. */
export function SurveyPreview({ values }: { values: FormValues }) {
  const { t } = useTranslation();
  const spoken = LANGUAGES.filter((language) => values.words[language].isSpoken);
  const [wanted, want] = useState<Language>('en');
  const [score, choose] = useState<number | null>(null);
  const language = spoken.includes(wanted) ? wanted : (spoken[0] ?? 'en');
  const { question, followUp, thanks } = values.words[language];
  return (
    <Panel title={t('surveys:form.preview')} detail={t('surveys:form.previewDetail')}>
      <Stack>
        {spoken.length > 1 && (
          <SegmentedControl
            aria-label={t('surveys:form.preview')}
            data={spoken.map((value) => ({ value, label: t(`surveys:language.${value}`) }))}
            value={language}
            onChange={(value) => want(value as Language)}
          />
        )}
        <Stack lang={language}>
          <ScoreChoice
            kind={values.kind}
            question={question}
            name="preview"
            score={score}
            onChange={choose}
          />
          {followUp && <Text size="sm">{followUp}</Text>}
          {thanks && (
            <>
              <Divider />
              <Text size="sm" c="dimmed">
                {thanks}
              </Text>
            </>
          )}
        </Stack>
      </Stack>
    </Panel>
  );
}
