import { Chip, Group, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TimelineKinds } from '../../../server/customers/schema/timeline.ts';
import { api } from '../../ui/api.ts';
import { useFormat } from '../../ui/format.ts';

/** Kinds that have a chip of their own, as the catalogs name them. */
const CHIPS = ['note', 'call', 'meeting', 'work', 'deal', 'task', 'ticket', 'survey_answer', 'sale'];

interface TimelineFiltersProps {
  of: string;
  q: string;
  words: string;
  kinds: string[];
  onWords(words: string): void;
  onKinds(kinds: string[]): void;
}

/** Words to look for, and the kinds that there are, each with how many. */
export function TimelineFilters({ of, q, words, kinds, onWords, onKinds }: TimelineFiltersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const path = `${of}/timeline/kinds`;
  const query = q ? { q } : {};
  const { data } = useQuery({
    queryKey: [path, query],
    queryFn: () => api.get<TimelineKinds>(path, query),
  });
  const counts = new Map((data?.data ?? []).map(({ kind, count }) => [kind, count]));
  const shown = CHIPS.filter((kind) => counts.has(kind) || kinds.includes(kind));
  return (
    <Group gap="xs" mb="md" role="search" aria-label={t('people:timeline.search')}>
      <TextInput
        aria-label={t('people:timeline.search')}
        placeholder={t('people:timeline.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        size="xs"
        value={words}
        onChange={(event) => onWords(event.currentTarget.value)}
      />
      <Chip.Group multiple value={kinds} onChange={onKinds}>
        {shown.map((kind) => (
          <Chip key={kind} value={kind} size="xs" variant="outline">
            {t(`people:timeline.kind.${kind}`)} {format.number(counts.get(kind) ?? 0)}
          </Chip>
        ))}
      </Chip.Group>
    </Group>
  );
}
