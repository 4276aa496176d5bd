import { IconMail } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { ExportButton } from '../ui/export-button.tsx';
import { SavedViews } from '../ui/saved-views.tsx';
import { sortQuery } from '../ui/search-params.ts';
import { ToolButton } from '../ui/tool-button.tsx';
import { EventsDrawer, type OpenedEvents } from './events-drawer.tsx';
import { STAFF_DIMENSIONS, toValue } from './measures.ts';
import type { Search } from './question.ts';
import { ReportPage } from './report-view.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';

const route = getRouteApi('/shell/reports');

/** The program's clicks, leads, sales and commission by whatever one asks. */
export function ReportsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const can = useCan();
  const [scheduled, setScheduled] = useState<Record<string, string> | null>(null);
  const [opened, setOpened] = useState<OpenedEvents | null>(null);
  return (
    <>
      <ReportPage
        title={t('strategy:title')}
        detail={t('strategy:detail')}
        path="/reports"
        dimensions={STAFF_DIMENSIONS}
        usualBy="affiliate"
        search={search}
        onChange={(changed) => navigate({ search: (before) => ({ ...before, ...changed }), replace: true })}
        actions={({ by, sort, filters }, query) => (
          <>
            <SavedViews
              list="reports"
              query={search}
              onOpen={(view) => navigate({ search: view as Search })}
            />
            {can('reports.write') && (
              <ToolButton
                label={t('strategy:schedule.title')}
                icon={<IconMail size={16} />}
                onClick={() =>
                  setScheduled({ ...Object.fromEntries(filters), by: by.join(','), ...sortQuery(sort) })
                }
              />
            )}
            <ExportButton path="/reports.csv" query={query} />
          </>
        )}
        onOpen={({ by, since, until, filters }, { keys, labels }) => {
          const ofLine = keys.flatMap((key, place) => {
            const name = by[place];
            return name && name !== 'day' ? [[name, toValue(key)] as const] : [];
          });
          const day = keys[by.indexOf('day')];
          setOpened({
            name: labels.join(' · '),
            query: {
              ...Object.fromEntries([...filters, ...ofLine]),
              ...{ since: day ?? since, until: day ?? until },
            },
          });
        }}
      />
      {scheduled && <ScheduleDialog query={scheduled} onClose={() => setScheduled(null)} />}
      <EventsDrawer opened={opened} onClose={() => setOpened(null)} />
    </>
  );
}
