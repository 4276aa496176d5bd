import { Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { type TermsInput, usePlanSentence } from './queries.ts';

const PAUSE_MS = 250;

/** What the form promises so far, in the sentence that affiliates will read. */
export function PlanWords({ terms }: { terms: TermsInput }) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(JSON.stringify(terms), PAUSE_MS);
  const sentence = usePlanSentence(JSON.parse(settled) as TermsInput);
  return (
    <section aria-live="polite">
      <Title order={3}>{t('commissions:plans.sentence')}</Title>
      <Text size="sm" c={sentence.isError ? 'dimmed' : undefined}>
        {sentence.isError ? t('commissions:plans.incomplete') : sentence.data?.sentence}
      </Text>
    </section>
  );
}
