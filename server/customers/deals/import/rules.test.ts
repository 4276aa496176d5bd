import { describe, expect, it } from 'vitest';
import type { Pipeline } from '../schema/pipeline.ts';
import { findStageByName } from './rules.ts';

const stage = (id: string, name: string, kind: 'open' | 'won' | 'lost' = 'open') => ({
  ...{ id, name, kind, probability: 50, staleDays: null },
});
const pipeline = (id: string, name: string): Pipeline => ({
  ...{ id, name, isDefault: id === 'a', archivedAt: null, updatedAt: new Date(0) },
  stages: [stage(`${id}1`, 'เสนอราคา'), stage(`${id}2`, 'Won', 'won'), stage(`${id}3`, 'Verloren', 'lost')],
});
const pipelines = [pipeline('a', 'Sales'), pipeline('b', 'Renewals')];

describe('a stage in a file', () => {
  it.each([
    [{ stage: 'เสนอราคา' }, 'a1'],
    [{ stage: 'WON' }, 'a2'],
    [{ stage: 'Closed Won' }, 'a2'],
    [{ stage: 'closedlost' }, 'a3'],
    [{ stage: 'verloren', pipeline: 'renewals' }, 'b3'],
    [{ stage: 'Won', pipeline: 'Unknown' }, 'a2'],
    [{ stage: 'Somewhere' }, undefined],
    [{ stage: 'เสนอราคา', status: 'won' as const }, 'a2'],
    [{ stage: 'Somewhere', status: 'lost' as const, pipeline: 'Renewals' }, 'b3'],
    [{ stage: 'เสนอราคา', status: 'open' as const }, 'a1'],
  ])('%o is %s', (wanted, id) => {
    expect(findStageByName(pipelines, wanted)?.stage.id).toBe(id);
  });
});
