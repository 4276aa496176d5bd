import { SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Board, ContestFigure } from '../commissions/contests/board.tsx';
import { ContestCard } from '../commissions/contests/contest-card.tsx';
import { type OwnContestRow, useOwnContests } from '../commissions/contests/queries.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';

/** The contests of the program, with the affiliate's own place. */
export function PortalContestsPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('portal:contests.title')} detail={t('portal:contests.detail')} />
      <Loaded query={useOwnContests()}>
        {({ data }) =>
          data.length === 0 ? (
            <Panel>
              <EmptyState title={t('portal:contests.none')} detail={t('portal:contests.noneDetail')} />
            </Panel>
          ) : (
            <SimpleGrid cols={{ base: 1, lg: 2 }}>
              {data.map((contest) => (
                <ContestCard key={contest.id} contest={contest}>
                  <OwnPlace contest={contest} />
                  <Board contest={contest} entrants={contest.leaders} />
                </ContestCard>
              ))}
            </SimpleGrid>
          )
        }
      </Loaded>
    </>
  );
}

function OwnPlace({ contest }: { contest: OwnContestRow }) {
  const { t } = useTranslation();
  const { own, toNext } = contest;
  return (
    <Text size="sm">
      {own?.place ? t('portal:contests.place', { place: own.place }) : t('portal:contests.noPlace')}{' '}
      {toNext !== null && (
        <>
          {t('portal:contests.toNext')} <ContestFigure contest={contest} figure={toNext} />
        </>
      )}
    </Text>
  );
}
