import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FeelingCounts } from '../../server/customers/schema/account.ts';
import { useCan } from '../shell/session.ts';
import { api } from '../ui/api.ts';
import { Count } from '../ui/numbers.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';

/** Green for those who are well, and yellow and red for those who need a look. */
const COLORS = {
  happyUsing: 'teal',
  happyIdle: 'yellow',
  unhappyUsing: 'yellow',
  unhappyIdle: 'red',
} as const;

/** What customers answer beside whether they use the product, each opening into its accounts. */
export function FeelingsPanel() {
  const { t } = useTranslation();
  const can = useCan();
  const feelings = useQuery({
    queryKey: ['/accounts/feelings'],
    queryFn: () => api.get<FeelingCounts>('/accounts/feelings'),
    enabled: can('accounts.read'),
  });
  if (!can('accounts.read')) return null;
  return (
    <Panel title={t('customers:feeling.title')} detail={t('customers:feeling.detail')}>
      <Loaded query={feelings}>
        {(counts) => (
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            {(Object.keys(COLORS) as (keyof typeof COLORS)[]).map((feeling) => (
              <Paper
                key={feeling}
                withBorder
                p="sm"
                style={{ borderInlineStart: `4px solid var(--mantine-color-${COLORS[feeling]}-5)` }}
              >
                <Anchor
                  size="sm"
                  renderRoot={(props) => (
                    <Link to="/accounts" search={{ feeling, sort: '-mrrMinor' }} {...props} />
                  )}
                >
                  {t(`customers:feeling.${feeling}`)}
                </Anchor>
                <Text size="xl" fw={700}>
                  <Count value={counts[feeling]} />
                </Text>
              </Paper>
            ))}
          </SimpleGrid>
        )}
      </Loaded>
    </Panel>
  );
}
