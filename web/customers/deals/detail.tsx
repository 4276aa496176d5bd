import { Grid, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Money } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FilesPanel } from '../files/files-panel.tsx';
import { QuotesPanel } from '../quotes/quotes-panel.tsx';
import { RecordTags } from '../tags/record-tags.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import { DealActs } from './deal-acts.tsx';
import { DealFacts } from './deal-facts.tsx';
import { DealHistory } from './deal-history.tsx';
import { DealLines } from './deal-lines.tsx';
import { DealMarks, StateBadge } from './deal-marks.tsx';
import { DealPeople } from './deal-people.tsx';
import type { DealRecord } from './queries.ts';
import { RegistrationPanel } from './registration-panel.tsx';
import { StageBar } from './stage-bar.tsx';
import { WinDialog } from './win-dialog.tsx';

/** A deal's page: where it stands, who takes part, what is sold, and how it came here. */
export function DealDetail({ deal }: { deal: DealRecord }) {
  const { t } = useTranslation();
  const [isWinning, winning] = useDisclosure(false);
  return (
    <>
      <PageHeader
        title={deal.name}
        above={[{ label: t('deals:title'), to: '/deals' }]}
        detail={
          <Group gap="xs">
            <StateBadge state={deal.state} />
            <Text span inherit fw={600} c="var(--mantine-color-text)">
              <Money amountMinor={deal.amountMinor} currency={deal.currency} />
            </Text>
            {deal.lossReason && <span>{deal.lossReason}</span>}
            <DealMarks deal={deal} />
            <RecordTags object="deal" id={deal.id} tags={deal.tags} />
          </Group>
        }
        actions={<DealActs deal={deal} />}
      />
      <StageBar deal={deal} />
      <Grid>
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack>
            <DealPeople deal={deal} />
            <DealLines deal={deal} />
            <QuotesPanel dealId={deal.id} />
            {deal.accountId && (
              <Panel title={t('deals:timeline.title')} detail={deal.accountName}>
                <Timeline of={`/accounts/${deal.accountId}`} />
              </Panel>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack>
            <DealFacts deal={deal} />
            <RegistrationPanel deal={deal} onWin={winning.open} />
            <FilesPanel of={{ dealId: deal.id }} />
            <DealHistory deal={deal} />
          </Stack>
        </Grid.Col>
      </Grid>
      {isWinning && <WinDialog deal={deal} onClose={winning.close} />}
    </>
  );
}
