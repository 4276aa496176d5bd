import { Drawer, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMatches } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeHelp } from '../shell/help-state.ts';
import { Loaded } from '../ui/states.tsx';
import classes from './guide.module.css';
import { GuideHits } from './guide-hits.tsx';
import { GuidePage } from './guide-page.tsx';
import { searchOf } from './guide-search.ts';
import { guideQuery } from './queries.ts';
import { guideOfScreen } from './screens.ts';

interface GuidePanelProps {
  isOpen: boolean;
  /** Opens here; else at what belongs to the screen. */
  wanted: string | undefined;
}

/** The users' guide beside the screen it speaks of, with a search. */
export function GuidePanel({ isOpen, wanted }: GuidePanelProps) {
  const { t, i18n } = useTranslation();
  const route = useMatches({ select: (matches) => matches.at(-1)?.fullPath ?? '/' });
  const [words, setWords] = useState('');
  const [place, goTo] = useState('first-day');
  const guide = useQuery({ ...guideQuery(i18n.language), enabled: isOpen });
  const search = useMemo(() => searchOf(guide.data ?? [], i18n.language), [guide.data, i18n.language]);
  useEffect(() => {
    if (!isOpen) return;
    setWords('');
    goTo(wanted ?? guideOfScreen(route));
  }, [isOpen, wanted, route]);
  const read = (next: string) => {
    setWords('');
    goTo(next);
  };
  return (
    <Drawer
      opened={isOpen}
      onClose={closeHelp}
      title={t('help:guide.title')}
      position="right"
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <TextInput
        type="search"
        aria-label={t('help:guide.search')}
        placeholder={t('help:guide.search')}
        leftSection={<IconSearch size={16} />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        className={classes.search}
      />
      <Loaded query={guide}>
        {(sections) =>
          words.trim() ? (
            <GuideHits found={search(words)} sections={sections} onRead={read} />
          ) : (
            <GuidePage sections={sections} place={place} onRead={read} />
          )
        }
      </Loaded>
    </Drawer>
  );
}
