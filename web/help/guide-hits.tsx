import { Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/states.tsx';
import classes from './guide.module.css';
import type { Section } from './guide.ts';
import type { Found } from './guide-search.ts';

interface GuideHitsProps {
  found: Found[];
  sections: Section[];
  onRead(place: string): void;
}

/** What the search found, the best first. */
export function GuideHits({ found, sections, onRead }: GuideHitsProps) {
  const { t } = useTranslation();
  return (
    <>
      <VisuallyHidden role="status">{t('help:guide.found', { count: found.length })}</VisuallyHidden>
      {found.length === 0 ? (
        <EmptyState title={t('help:guide.nothing')} detail={t('help:guide.nothingDetail')} />
      ) : (
        <Stack gap={4}>
          {found.map(({ section, excerpt }) => (
            <UnstyledButton key={section.place} className={classes.hit} onClick={() => onRead(section.place)}>
              <Text size="sm" fw={600}>
                {section.title}
              </Text>
              <Text size="xs" c="dimmed">
                {sections.find(({ place }) => place === section.page)?.title}
              </Text>
              <Text size="sm" mt={2}>
                {excerpt}
              </Text>
            </UnstyledButton>
          ))}
        </Stack>
      )}
    </>
  );
}
