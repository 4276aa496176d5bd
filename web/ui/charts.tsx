import { Skeleton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { ChartProps } from './loaded-charts.tsx';

const DEFAULT_HEIGHT_PX = 240;
const SHARE_IN_VIEW = 0.5;
const Loaded = lazy(() => import('./loaded-charts.tsx'));

export type { ChartProps };

/** A chart; the drawing code comes when half of the first one has been scrolled into view. */
export function Chart(props: ChartProps) {
  const height = props.height ?? DEFAULT_HEIGHT_PX;
  const { ref, entry } = useIntersection({ threshold: SHARE_IN_VIEW });
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    if (entry?.isIntersecting) setWanted(true);
  }, [entry]);
  return (
    <figure ref={ref} role="img" aria-label={props.label} style={{ margin: 0, minHeight: height }}>
      {isWanted && (
        <Suspense fallback={<Skeleton height={height} />}>
          <Loaded {...props} height={height} />
        </Suspense>
      )}
    </figure>
  );
}
