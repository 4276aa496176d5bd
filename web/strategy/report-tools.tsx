import { Group, MultiSelect, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Dimension } from '../../server/strategy/reports/schema.ts';
import { useMeasureChoices } from './measures.ts';
import { type AskedReport, COMPARISONS, PERIODS, type Search } from './question.ts';

const MAX_DIMENSIONS = 3;

interface ReportToolsProps {
  asked: AskedReport;
  dimensions: Dimension[];
  onChange(changed: Search): void;
}

/** By what, of which days, against which others, and which figure the charts show. */
export function ReportTools({ asked, dimensions, onChange }: ReportToolsProps) {
  const { t } = useTranslation();
  const measures = useMeasureChoices();
  const choose = (name: 'period' | 'compare' | 'show') => (value: string | null) =>
    value && onChange({ [name]: value });
  return (
    <Group gap="sm" align="flex-end" role="search" aria-label={t('strategy:title')}>
      <MultiSelect
        label={t('strategy:by')}
        data={dimensions.map((value) => ({ value, label: t(`strategy:dimension.${value}`) }))}
        value={asked.by}
        onChange={(by) => by.length > 0 && onChange({ by: by.join(','), sort: undefined })}
        maxValues={MAX_DIMENSIONS}
        size="xs"
        miw={200}
        flex="1 1 240px"
        maw={420}
      />
      <Select
        label={t('strategy:period.label')}
        data={PERIODS.map((value) => ({ value, label: t(`strategy:period.${value}`) }))}
        value={asked.period}
        onChange={(value) => {
          if (value) onChange({ period: value, since: asked.since, until: asked.until });
        }}
        allowDeselect={false}
        size="xs"
        w={150}
      />
      {asked.period === 'custom' &&
        (['since', 'until'] as const).map((name) => (
          <TextInput
            key={name}
            type="date"
            label={t(`strategy:${name}`)}
            value={asked[name]}
            onChange={(event) => event.currentTarget.value && onChange({ [name]: event.currentTarget.value })}
            size="xs"
          />
        ))}
      <Select
        label={t('strategy:compare.label')}
        data={COMPARISONS.map((value) => ({ value, label: t(`strategy:compare.${value}`) }))}
        value={asked.compare}
        onChange={choose('compare')}
        allowDeselect={false}
        size="xs"
        w={160}
      />
      <Select
        label={t('strategy:show')}
        data={measures}
        value={asked.measure}
        onChange={(show) => show && onChange({ show, sort: undefined })}
        allowDeselect={false}
        size="xs"
        w={160}
      />
    </Group>
  );
}
