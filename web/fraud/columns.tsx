import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Column } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { CaseState } from './case-state.tsx';
import type { CaseRow } from './queries.ts';
import { Stake } from './stake.tsx';

/** More stand on the page of the case. */
const SHOWN_REASONS = 3;

export function useCaseColumns(): Column<CaseRow>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'affiliate',
      label: t('fraud:column.affiliate'),
      isTitle: true,
      cell: ({ id, affiliateName }) => (
        <Anchor
          fw={600}
          size="sm"
          renderRoot={(props) => <Link to="/fraud/$caseId" params={{ caseId: id }} {...props} />}
        >
          {affiliateName}
        </Anchor>
      ),
    },
    {
      id: 'reasons',
      label: t('fraud:column.reasons'),
      isProse: true,
      cell: ({ reasons }) => (
        <Stack gap={2}>
          {textsOf(reasons)
            .slice(0, SHOWN_REASONS)
            .map((text) => (
              <Text key={text} size="sm">
                {text}
              </Text>
            ))}
          {textsOf(reasons).length > SHOWN_REASONS && (
            <Text size="xs" c="dimmed">
              {t('fraud:moreReasons', { count: textsOf(reasons).length - SHOWN_REASONS })}
            </Text>
          )}
        </Stack>
      ),
    },
    {
      id: 'stake',
      label: t('fraud:column.stake'),
      align: 'right',
      cell: ({ stake }) => <Stake stake={stake} />,
    },
    {
      id: 'state',
      label: t('fraud:column.state'),
      cell: ({ state, isHolding }) => <CaseState state={state} isHolding={isHolding} />,
    },
    {
      id: 'opened',
      label: t('fraud:column.opened'),
      align: 'right',
      cell: ({ openedAt }) => <DateTime at={openedAt} form="ago" />,
    },
  ];
}

/** Two customers may be found by the same sign. */
function textsOf(reasons: CaseRow['reasons']): string[] {
  return [...new Set(reasons.map(({ text }) => text))];
}
