import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import { NoData } from '../ui/money.tsx';
import { Count } from '../ui/numbers.tsx';
import { Panel } from '../ui/panel.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { unknownRequestersQuery } from './queries.ts';

/** Who asked and is not known yet. */
export function UnknownPanel({ deskId }: { deskId: string }) {
  const { t } = useTranslation();
  const requesters = useQuery(unknownRequestersQuery(deskId));
  return (
    <Panel title={t('desks:unknown')} detail={t('desks:unknownDetail')} isFlush>
      <Loaded query={requesters}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState title={t('desks:unknownNone')} />
          ) : (
            <SimpleTable
              label={t('desks:unknown')}
              rows={data}
              rowKey={(row) => JSON.stringify([row.email, row.externalId, row.companyExternalId])}
              columns={[
                {
                  id: 'email',
                  label: t('desks:email'),
                  isTitle: true,
                  cell: ({ email }) => email ?? <NoData />,
                },
                {
                  id: 'externalId',
                  label: t('desks:externalId'),
                  cell: ({ externalId }) => externalId ?? <NoData />,
                },
                {
                  id: 'company',
                  label: t('desks:company'),
                  cell: ({ companyExternalId }) => companyExternalId ?? <NoData />,
                },
                {
                  id: 'tickets',
                  label: t('desks:tickets'),
                  align: 'right',
                  cell: ({ ticketCount }) => <Count value={ticketCount} />,
                },
                {
                  id: 'last',
                  label: t('desks:lastTold'),
                  align: 'right',
                  cell: ({ lastToldAt }) => <DateTime at={lastToldAt} />,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
