import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { ChartProps } from './loaded-charts.tsx';

const DEFAULT_HEIGHT_PX = 240;
const Loaded = lazy(() => import('./loaded-charts.tsx'));

export type { ChartProps };

/** A chart; the drawing code comes with the first one on screen. */
export function Chart(props: ChartProps) {
  const height = props.height ?? DEFAULT_HEIGHT_PX;
  return (
    <figure role="img" aria-label={props.label} style={{ margin: 0, minHeight: height }}>
      <Suspense fallback={<Skeleton height={height} />}>
        <Loaded {...props} height={height} />
      </Suspense>
    </figure>
  );
}
