import { Badge, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { useFormat } from '../ui/format.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { type PlanView, usePlans } from './queries.ts';

/** What affiliates are promised, each plan in one sentence. */
export function PlansPage() {
  const { t } = useTranslation();
  const can = useCan();
  const format = useFormat();
  const plans = usePlans();
  const [edited, edit] = useState<PlanView | 'new' | null>(null);
  useShortcut('create', can('commissions.write') && (() => edit('new')));
  return (
    <>
      <PageHeader
        title={t('commissions:plans.title')}
        detail={t('commissions:plans.detail')}
        actions={
          can('commissions.write') && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
              {t('commissions:plans.new')}
            </Button>
          )
        }
      />
      <Loaded query={plans}>
        {(shown) =>
          shown.length === 0 ? (
            <EmptyState title={t('commissions:plans.none')} detail={t('commissions:plans.noneDetail')} />
          ) : (
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              {shown.map((plan) => (
                <Panel
                  key={plan.id}
                  title={plan.name}
                  detail={t('commissions:plans.version', { version: plan.version })}
                  actions={
                    can('commissions.write') && (
                      <Button size="compact-sm" variant="default" onClick={() => edit(plan)}>
                        {t('commissions:plans.edit')}
                      </Button>
                    )
                  }
                >
                  <Group justify="space-between" wrap="nowrap" align="flex-start">
                    <Stack gap="xs">
                      <Text size="sm">{plan.sentence}</Text>
                      {plan.ahead.map(({ version, startsAt, sentence }) => (
                        <Text key={version} size="sm" c="dimmed">
                          {t('commissions:plans.ahead', { date: format.date(startsAt), sentence })}
                        </Text>
                      ))}
                    </Stack>
                    {plan.isDefault && (
                      <Badge variant="default" tt="none" style={{ flex: 'none' }}>
                        {t('commissions:plans.default')}
                      </Badge>
                    )}
                  </Group>
                </Panel>
              ))}
            </SimpleGrid>
          )
        }
      </Loaded>
      {edited && <PlanDialog plan={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
    </>
  );
}
