import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustments } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AffiliateFilter } from '../affiliates/affiliate-filter.tsx';
import { useCan } from '../shell/session.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { CASE_STATES } from './case-state.tsx';
import { useCaseColumns } from './columns.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { ExamineButton } from './examine-button.tsx';
import { PrecisionTable } from './precision-table.tsx';
import { useCases, useSummary } from './queries.ts';
import { SettingsDrawer } from './settings-drawer.tsx';

const route = getRouteApi('/shell/fraud');

/** The cases that wait for a person, what came of the others, and how often the rules were right. */
export function FraudPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { view, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const [isDeciding, deciding] = useDisclosure(false);
  const summary = useSummary();
  const isFiltered = Object.keys(filters).length > 0;
  const rules = summary.data?.rules.map(({ rule }) => ({ value: rule, label: t(`fraud:rule.${rule}`) }));
  return (
    <>
      <PageHeader
        title={t('fraud:title')}
        detail={t('fraud:detail')}
        actions={
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconAdjustments size={16} />}
              onClick={() => change({ view: 'rules' })}
            >
              {t('fraud:act.settings')}
            </Button>
            {can('fraud.decide') && <ExamineButton examination={summary.data?.examination} />}
          </Group>
        }
      />
      <Stack gap="lg">
        <Panel isFlush>
          <FilterBar
            filters={[
              {
                ...{ kind: 'choice', name: 'state', label: t('fraud:column.state') },
                options: CASE_STATES.map((value) => ({ value, label: t(`fraud:state.${value}`) })),
              },
              { kind: 'choice', name: 'rule', label: t('fraud:column.rule'), options: rules ?? [] },
            ]}
            values={filters}
            onChange={change}
            picker={<AffiliateFilter affiliateId={filters.affiliateId} onChange={change} />}
          />
          <DataTable
            label={t('fraud:title')}
            columns={useCaseColumns()}
            pages={useCases(filters)}
            rowKey={({ id }) => id}
            selection={can('fraud.decide') ? { ids: selected, onChange: select } : undefined}
            empty={
              <EmptyState
                title={t(isFiltered ? 'table.nothingMatches' : 'fraud:none')}
                detail={t(isFiltered ? 'table.nothingMatchesDetail' : 'fraud:noneDetail')}
              />
            }
          />
        </Panel>
        <Panel isFlush title={t('fraud:precision.title')} detail={t('fraud:precision.detail')}>
          <Loaded query={summary}>
            {({ rules: figures, repeatedSales }) => (
              <>
                <PrecisionTable rules={figures} />
                <Text size="sm" c="dimmed" p="md">
                  {t('fraud:repeats', { count: repeatedSales })}
                </Text>
              </>
            )}
          </Loaded>
        </Panel>
      </Stack>
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <Button onClick={deciding.open}>{t('fraud:act.decide')}</Button>
      </BulkBar>
      <DecisionDialog
        caseIds={isDeciding ? [...selected] : []}
        onClose={deciding.close}
        onDone={() => select(new Set())}
      />
      <SettingsDrawer isOpen={view === 'rules'} onClose={() => change({ view: undefined })} />
    </>
  );
}
