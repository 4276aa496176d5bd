import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ResultGroup, Results } from '../../server/journeys/schema.ts';
import { Figure } from '../ui/figure.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { Count, Share } from '../ui/numbers.tsx';
import { Panel } from '../ui/panel.tsx';

/** What came of the playbook, beside what became of those for whom nothing was done. */
export function ResultsPanel({ results }: { results: Results }) {
  const { t } = useTranslation();
  const { treated, heldOut } = results;
  return (
    <Panel title={t('playbooks:results.title')} detail={t('playbooks:results.detail')}>
      <Stack>
        <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
          <ShareFigure group={treated} />
          <Figure
            label={t('playbooks:results.running')}
            term="playbookResult"
            value={<Count value={treated.running} />}
            detail={t('playbooks:results.of', { count: treated.started })}
          />
          <Figure
            label={t('playbooks:results.days')}
            term="playbookResult"
            value={
              treated.medianDays === null ? null : <Count value={treated.medianDays} fractionDigits={1} />
            }
            explanation={{ formula: t('playbooks:results.daysFormula') }}
          />
          <Figure
            label={t('playbooks:results.stay')}
            term="playbookResult"
            value={
              treated.stillCustomers.of === 0 ? null : (
                <Share share={treated.stillCustomers.count / treated.stillCustomers.of} fractionDigits={0} />
              )
            }
            detail={t('playbooks:results.stayOf', treated.stillCustomers)}
          />
        </SimpleGrid>
        {heldOut && <Comparison {...{ heldOut, difference: results.difference }} />}
        {treated.mrr.map(({ currency, startMinor, endMinor, count }) => (
          <Text key={currency} size="sm" component="div">
            {t('playbooks:results.mrr', { count })} <Money amountMinor={startMinor} currency={currency} />
            {' → '}
            <Money amountMinor={endMinor} currency={currency} />
          </Text>
        ))}
      </Stack>
    </Panel>
  );
}

function ShareFigure({ group }: { group: ResultGroup }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { succeeded, exited, expired, stopped, successShare, interval } = group;
  return (
    <Figure
      label={t('playbooks:results.share')}
      term="playbookResult"
      value={successShare === null ? null : <Share share={successShare} fractionDigits={0} />}
      detail={interval && `${format.percent(interval.low, 0)} – ${format.percent(interval.high, 0)}`}
      explanation={{
        formula: t('playbooks:results.shareFormula'),
        inputs: [
          { label: t('playbooks:run.state.succeeded'), value: <Count value={succeeded} /> },
          { label: t('playbooks:run.state.exited'), value: <Count value={exited} /> },
          { label: t('playbooks:run.state.expired'), value: <Count value={expired} /> },
          { label: t('playbooks:results.leftOut'), value: <Count value={stopped} /> },
        ],
      }}
    />
  );
}

function Comparison({ heldOut, difference }: { heldOut: ResultGroup; difference: Results['difference'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { successShare, started } = heldOut;
  return (
    <div>
      <Text size="sm">
        {successShare === null
          ? t('playbooks:results.watchedNone', { count: started })
          : t('playbooks:results.watched', { count: started, share: format.percent(successShare, 0) })}
      </Text>
      {difference && (
        <Text size="sm">
          {t(difference.interval.low > 0 ? 'playbooks:results.better' : 'playbooks:results.perhaps', {
            share: format.percent(difference.share, 0),
            low: format.percent(difference.interval.low, 0),
            high: format.percent(difference.interval.high, 0),
          })}
        </Text>
      )}
    </div>
  );
}
