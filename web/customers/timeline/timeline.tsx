import { Button, Center, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../server/customers/schema/timeline.ts';
import type { Jsonified } from '../../ui/api.ts';
import { useFormat } from '../../ui/format.ts';
import { usePages } from '../../ui/pages.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import type { FileOf } from '../files/queries.ts';
import { TimelineFilters } from './timeline-filters.tsx';
import { TimelineLine } from './timeline-line.tsx';

const USUAL_LINE_PX = 52;
const LINES_BEYOND_SCREEN = 12;
const TYPING_PAUSE_MS = 250;

/** Everything that touched an account or a person, newest first. @param of `/accounts/acc_…` or `/people/per_…`. */
export function Timeline({ of }: { of: string }) {
  const [words, setWords] = useState('');
  const [kinds, setKinds] = useState<string[]>([]);
  const [q] = useDebouncedValue(words.trim(), TYPING_PAUSE_MS);
  return (
    <>
      <TimelineFilters {...{ of, q, words, kinds }} onWords={setWords} onKinds={setKinds} />
      <Entries of={of} query={{ ...(q ? { q } : {}), ...(kinds.length > 0 ? { kind: kinds } : {}) }} />
    </>
  );
}

function Entries({ of, query }: { of: string; query: { q?: string; kind?: string[] } }) {
  const { t } = useTranslation();
  const pages = usePages<TimelineEntry>(`${of}/timeline`, query);
  if (pages.error && !pages.rows) return <ErrorState error={pages.error} onRetry={pages.retry} />;
  if (!pages.rows) return <LoadingState />;
  if (pages.rows.length === 0) {
    const isFiltered = Object.keys(query).length > 0;
    if (isFiltered) return <EmptyState title={t('people:timeline.nothing')} />;
    return <EmptyState title={t('people:timeline.empty')} detail={t('people:timeline.emptyDetail')} />;
  }
  return (
    <>
      <Lines of={filesOf(of)} entries={pages.rows} />
      {pages.hasMore && (
        <Center pt="xs">
          <Button variant="subtle" loading={pages.isFetching} onClick={pages.loadMore}>
            {t('table.more')}
          </Button>
        </Center>
      )}
    </>
  );
}

/** Whose files stand with the lines. @param of the record’s path */
function filesOf(of: string): FileOf {
  const id = of.split('/').at(-1) ?? '';
  return of.startsWith('/accounts/') ? { accountId: id } : { personId: id };
}

/** Only the lines on screen are drawn, however long the history is. */
function Lines({ of, entries }: { of: FileOf; entries: Jsonified<TimelineEntry>[] }) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), []);
  const lines = useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => USUAL_LINE_PX,
    overscan: LINES_BEYOND_SCREEN,
    scrollMargin: top,
    getItemKey: (index) => entries[index]?.id ?? index,
  });
  return (
    <ol
      ref={list}
      aria-label={t('people:timeline.title')}
      style={{ position: 'relative', height: lines.getTotalSize(), margin: 0, padding: 0, listStyle: 'none' }}
    >
      {lines.getVirtualItems().map(({ index, key, start }) => {
        const entry = entries[index];
        return (
          entry && (
            <li
              key={key}
              ref={lines.measureElement}
              data-index={index}
              style={{
                position: 'absolute',
                insetInline: 0,
                top: 0,
                transform: `translateY(${start - lines.options.scrollMargin}px)`,
              }}
            >
              <DayHeading entry={entry} before={entries[index - 1]} />
              <TimelineLine of={of} entry={entry} isLast={index === entries.length - 1} />
            </li>
          )
        );
      })}
    </ol>
  );
}

/** The day of the entries that follow, above the first of them. */
function DayHeading({ entry, before }: { entry: { at: string }; before: { at: string } | undefined }) {
  const format = useFormat();
  const day = format.date(entry.at);
  if (before && format.date(before.at) === day) return null;
  return (
    <Text component="h3" size="xs" fw={600} c="dimmed" pt={before ? 'xs' : 0} pb={6}>
      {day}
    </Text>
  );
}
