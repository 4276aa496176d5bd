import { Anchor, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../../locales/channel-words.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Fact } from '../../ui/fact.tsx';
import { useFormat } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type DealRecord, usePipelines } from './queries.ts';

/** What is recorded of the deal. */
export function DealFacts({ deal }: { deal: DealRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { pipelines } = usePipelines();
  const label = (field: string) => t(`deals:field.${field}`);
  return (
    <Panel title={t('deals:facts')}>
      <Stack gap={6}>
        <Fact label={label('account')}>
          <AccountLink deal={deal} />
        </Fact>
        <Fact label={label('nextStep')}>{deal.nextStep}</Fact>
        <Fact label={label('amount')}>
          <Money amountMinor={deal.amountMinor} currency={deal.currency} />
        </Fact>
        <Fact label={label('probability')}>{format.percent(deal.probability / 100)}</Fact>
        <Fact label={label('expectedOn')}>{deal.expectedOn && <DateTime at={deal.expectedOn} />}</Fact>
        <Fact label={label('owner')}>{deal.ownerName}</Fact>
        <Fact label={label('pipeline')}>{pipelines.find(({ id }) => id === deal.pipelineId)?.name}</Fact>
        <Fact label={label('channel')}>{deal.channel && channelWords(t, deal.channel)}</Fact>
        <Fact label={label('source')}>{deal.source}</Fact>
        <Fact label={label('competitors')}>{deal.competitors.join(', ')}</Fact>
        {deal.closedAt && (
          <>
            <Fact label={label('closed')}>
              <DateTime at={deal.closedAt} />
            </Fact>
            <Fact label={label('closedBy')}>{deal.closedByName}</Fact>
            <Fact label={label('note')}>{deal.closeNote}</Fact>
          </>
        )}
        <Fact label={label('created')}>
          <DateTime at={deal.createdAt} />
        </Fact>
        {deal.externalId && <Fact label={label('externalId')}>{deal.externalId}</Fact>}
      </Stack>
    </Panel>
  );
}

function AccountLink({ deal: { accountId, accountName } }: { deal: DealRecord }) {
  if (!accountId) return null;
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => <Link to="/accounts/$accountId" params={{ accountId }} {...props} />}
    >
      {accountName}
    </Anchor>
  );
}
