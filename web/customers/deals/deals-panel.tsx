import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { api, type Page } from '../../ui/api.ts';
import { Money } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { StateBadge } from './deal-marks.tsx';
import { NewDealDialog } from './new-deal-dialog.tsx';
import { type DealRow, usePipelines } from './queries.ts';

const SHOWN = 10;

/** The deals with an account, or of a person, newest first. */
export function DealsPanel({
  account,
  personId,
}: {
  account?: { id: string; name: string };
  personId?: string;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const [isAdding, adding] = useDisclosure(false);
  const { stages } = usePipelines();
  const query = { accountId: account?.id, personId, sort: 'createdAt', direction: 'desc', limit: SHOWN };
  const deals = useQuery({
    queryKey: ['/deals', 'of', query],
    queryFn: () => api.get<Page<DealRow>>('/deals', query),
    enabled: can('deals.read'),
  });
  if (!can('deals.read')) return null;
  return (
    <Panel
      title={t('deals:title')}
      actions={
        can('deals.write') && (
          <Button size="compact-sm" variant="default" onClick={adding.open}>
            {t('action.add')}
          </Button>
        )
      }
    >
      {isAdding && <NewDealDialog account={account} personId={personId} onClose={adding.close} />}
      <Loaded query={deals} lines={2}>
        {({ data }) => (
          <Stack gap="xs">
            {data.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('deals:none')}
              </Text>
            )}
            {data.map((deal) => (
              <Group key={deal.id} justify="space-between" wrap="nowrap" gap="xs">
                <div style={{ minWidth: 0 }}>
                  <Anchor
                    size="sm"
                    fw={550}
                    c="var(--mantine-color-text)"
                    renderRoot={(props) => (
                      <Link to="/deals/$dealId" params={{ dealId: deal.id }} {...props} />
                    )}
                  >
                    {deal.name}
                  </Anchor>
                  <Text size="xs" c="dimmed">
                    {deal.state === 'open' ? stages.get(deal.stageId)?.name : deal.lossReason}
                  </Text>
                </div>
                <Stack gap={2} align="flex-end" style={{ flex: 'none' }}>
                  <Text size="sm" component="div">
                    <Money amountMinor={deal.amountMinor} currency={deal.currency} isShort />
                  </Text>
                  {deal.state !== 'open' && <StateBadge state={deal.state} />}
                </Stack>
              </Group>
            ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
