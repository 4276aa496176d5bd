import '@mantine/charts/styles.layer.css';
import { AreaChart, BarChart, LineChart } from '@mantine/charts';

export interface Series {
  /** Property of the rows. */
  name: string;
  label: string;
  /** Theme color: `ink` is as light as the ground asks for, `ink.3` always the same. */
  color: string;
}

export interface ChartProps {
  kind: 'line' | 'bar' | 'stacked-bar' | 'area';
  /** What the chart shows, in words, for those who cannot see it. */
  label: string;
  rows: Record<string, string | number | null>[];
  /** Property of the rows on the horizontal axis. */
  over: string;
  series: Series[];
  valueFormat?(value: number): string;
  height?: number;
  hasLegend?: boolean;
}

const NO_MARGIN = { left: 0, right: 8, top: 8, bottom: 0 };

export default function LoadedChart({ kind, label: _label, ...chart }: ChartProps) {
  const shared = {
    h: chart.height,
    data: chart.rows,
    dataKey: chart.over,
    series: chart.series,
    valueFormatter: chart.valueFormat,
    withLegend: chart.hasLegend ?? chart.series.length > 1,
    legendProps: { verticalAlign: 'top', align: 'right', wrapperStyle: { paddingBottom: 8 } } as const,
    gridAxis: 'x' as const,
    tickLine: 'none' as const,
    xAxisProps: { minTickGap: 24 },
    yAxisProps: { width: 64, allowDecimals: false },
  };
  if (kind === 'line') {
    return (
      <LineChart
        {...shared}
        curveType="monotone"
        // A month without answers is a gap, and a month between two gaps is a dot.
        connectNulls={false}
        dotProps={{ r: 3 }}
        lineChartProps={{ margin: NO_MARGIN }}
      />
    );
  }
  if (kind === 'area') {
    return (
      <AreaChart
        {...shared}
        curveType="monotone"
        withDots={false}
        fillOpacity={0.12}
        areaChartProps={{ margin: NO_MARGIN }}
      />
    );
  }
  return (
    <BarChart
      {...shared}
      type={kind === 'stacked-bar' ? 'stacked' : 'default'}
      maxBarWidth={28}
      barChartProps={{ margin: NO_MARGIN, stackOffset: 'sign' }}
    />
  );
}
