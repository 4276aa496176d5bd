import { Button, Group, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChartBar, IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan, useSession } from '../../shell/session.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TAG_PARAMS } from '../tags/params.ts';
import { TagFilter } from '../tags/tag-filter.tsx';
import { withTagQuery } from '../tags/tag-query.ts';
import { AccountFilter } from './account-filter.tsx';
import { BoardPart } from './board-part.tsx';
import { useDealFilters } from './filters.ts';
import { ListPart, ListTools } from './list-part.tsx';
import { toDealQuery } from './list-query.ts';
import { NewDealDialog } from './new-deal-dialog.tsx';

const route = getRouteApi('/shell/deals');

/** The salesperson's daily place: deals by stage, or as a list. */
export function DealsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { view: wanted, sort, stageId, state, expected, minAmount, ...shared } = route.useSearch();
  const { workspace } = useSession();
  const view = wanted === 'list' ? 'list' : 'board';
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const [isAdding, adding] = useDisclosure(false);
  useShortcut('create', can('deals.write') && adding.open);
  const filters = view === 'list' ? { ...shared, stageId, state, expected, minAmount } : shared;
  const query = withTagQuery(toDealQuery(filters, new Date(), workspace.currency));
  return (
    <>
      <PageHeader
        title={t('deals:title')}
        detail={t('deals:detail')}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconChartBar size={16} />}
              renderRoot={(props) => <Link to="/deals/forecast" {...props} />}
            >
              {t('deals:forecast.title')}
            </Button>
            {can('deals.write') && (
              <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
                {t('deals:new')}
              </Button>
            )}
          </>
        }
      />
      <Panel isFlush>
        <FilterBar
          filters={useDealFilters(view)}
          values={filters}
          onChange={change}
          more={<TagFilter values={filters} onChange={change} />}
          moreNames={TAG_PARAMS}
          picker={<AccountFilter accountId={filters.accountId} onChange={change} />}
        >
          <Group gap={6}>
            {view === 'list' && <ListTools filters={query} />}
            <SegmentedControl
              size="xs"
              aria-label={t('deals:view.label')}
              value={view}
              onChange={(next) => change({ view: next === 'list' ? 'list' : undefined })}
              data={[
                { value: 'board', label: t('deals:view.board') },
                { value: 'list', label: t('deals:view.list') },
              ]}
            />
          </Group>
        </FilterBar>
        {view === 'list' ? (
          <ListPart filters={query} sort={sort} onSort={(next) => change({ sort: next })} />
        ) : (
          <BoardPart filters={query} stageId={stageId} onChoose={(id) => change({ stageId: id })} />
        )}
      </Panel>
      {isAdding && <NewDealDialog onClose={adding.close} />}
    </>
  );
}
