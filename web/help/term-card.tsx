import { Anchor, Skeleton, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { openGuide } from '../shell/help-state.ts';
import { Explained, type Explanation } from '../ui/figure.tsx';
import type { Term } from '../ui/term-button.tsx';
import { GUIDE_OF_TERM } from './terms.ts';

const glossaryQuery = (language: string) =>
  queryOptions({
    queryKey: ['glossary', language],
    queryFn: async () => (language === 'th' ? await loadThai() : await loadEnglish()).default,
    staleTime: Number.POSITIVE_INFINITY,
  });

const loadEnglish = () => import('../../locales/en/terms.json');
const loadThai = () => import('../../locales/th/terms.json');

interface TermCardProps {
  term: Term;
  explanation: Explanation | undefined;
  /** The guide opens instead. */
  onLeave(): void;
}

/** What a term means and how it is computed here. */
export default function TermCard({ term, explanation, onLeave }: TermCardProps) {
  const { t, i18n } = useTranslation();
  const glossary = useQuery(glossaryQuery(i18n.language)).data;
  if (!glossary) return <Skeleton height={90} />;
  const { name, means, formula } = glossary[term];
  return (
    <>
      <Text size="sm" fw={620}>
        {name}
      </Text>
      <Text size="sm" mt={2}>
        {means}
      </Text>
      <Text size="xs" c="dimmed" fw={600} mt="sm">
        {t('figure.computed')}
      </Text>
      <Explained {...(explanation ?? { formula })} />
      <Anchor
        component="button"
        type="button"
        size="sm"
        mt="sm"
        onClick={() => {
          onLeave();
          openGuide(GUIDE_OF_TERM[term]);
        }}
      >
        {t('figure.inGuide')}
      </Anchor>
    </>
  );
}
