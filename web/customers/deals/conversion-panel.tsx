import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { StageConversion } from '../../../server/customers/deals/forecast/schema.ts';
import { api } from '../../ui/api.ts';
import { useFormat } from '../../ui/format.ts';
import { NoData } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { Loaded } from '../../ui/states.tsx';

const MS_PER_DAY = 86_400_000;

/** How many deals go on from each stage, and how long they stay in it. */
export function ConversionPanel({ pipelineId }: { pipelineId: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const conversion = useQuery({
    queryKey: ['/deals', 'conversion', pipelineId],
    queryFn: () => api.get<{ data: StageConversion[] }>('/deals/conversion', { pipelineId }),
  });
  const share = (part: number, whole: number) => (whole === 0 ? <NoData /> : format.percent(part / whole, 0));
  const right = { align: 'right' as const };
  return (
    <Panel title={t('deals:conversion.title')} detail={t('deals:conversion.detail')} isFlush>
      <Loaded query={conversion}>
        {({ data }) => (
          <SimpleTable
            label={t('deals:conversion.title')}
            rows={data}
            rowKey={({ stageId }) => stageId}
            columns={[
              { id: 'stage', label: t('deals:field.stage'), isTitle: true, cell: ({ name }) => name },
              {
                ...{ id: 'entered', label: t('deals:conversion.entered'), ...right },
                cell: ({ enteredCount }) => format.number(enteredCount),
              },
              {
                ...{ id: 'wentOn', label: t('deals:conversion.wentOn'), ...right },
                cell: ({ wentOnCount, enteredCount }) => share(wentOnCount, enteredCount),
              },
              {
                ...{ id: 'lost', label: t('deals:conversion.lost'), ...right },
                cell: ({ lostCount, enteredCount }) => share(lostCount, enteredCount),
              },
              {
                ...{ id: 'stay', label: t('deals:conversion.stay'), ...right },
                cell: ({ medianStayMs }) =>
                  medianStayMs === null ? (
                    <NoData />
                  ) : (
                    t('deals:conversion.days', {
                      count: Math.round(medianStayMs / MS_PER_DAY),
                    })
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}
