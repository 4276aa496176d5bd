import { Button, SimpleGrid, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { Board } from './board.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { ContestCard } from './contest-card.tsx';
import { ContestDialog } from './contest-dialog.tsx';
import { type ContestRow, useContests } from './queries.ts';

/** Contests between affiliates: who leads, and how they ended. */
export function ContestsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const contests = useContests();
  const [isNew, setNew] = useState(false);
  const [cancelled, setCancelled] = useState<ContestRow | null>(null);
  const add = can('commissions.write') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
      {t('commissions:contests.new')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('commissions:contests.title')}
        detail={t('commissions:contests.detail')}
        actions={add}
      />
      <Loaded query={contests}>
        {({ data }) =>
          data.length === 0 ? (
            <Panel>
              <EmptyState
                title={t('commissions:contests.none')}
                detail={t('commissions:contests.noneDetail')}
                action={add}
              />
            </Panel>
          ) : (
            <SimpleGrid cols={{ base: 1, lg: 2 }}>
              {data.map((contest) => (
                <StaffCard key={contest.id} contest={contest} onCancel={() => setCancelled(contest)} />
              ))}
            </SimpleGrid>
          )
        }
      </Loaded>
      {isNew && <ContestDialog onClose={() => setNew(false)} />}
      {cancelled && <CancelDialog contest={cancelled} onClose={() => setCancelled(null)} />}
    </>
  );
}

function StaffCard({ contest, onCancel }: { contest: ContestRow; onCancel(): void }) {
  const { t } = useTranslation();
  const can = useCan();
  const isOpen = contest.state !== 'closed' && contest.state !== 'cancelled';
  return (
    <ContestCard
      contest={contest}
      actions={
        isOpen &&
        can('commissions.write') && (
          <Button variant="default" size="xs" onClick={onCancel}>
            {t('commissions:contests.cancel')}
          </Button>
        )
      }
    >
      {contest.cancelReason && (
        <Text size="sm">{t('commissions:contests.because', { reason: contest.cancelReason })}</Text>
      )}
      <Text size="sm">
        {t(contest.showsNames ? 'commissions:contests.namesShown' : 'commissions:contests.namesHidden')}
      </Text>
      <Board contest={contest} entrants={contest.entrants} />
    </ContestCard>
  );
}
