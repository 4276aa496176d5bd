import { useTranslation } from 'react-i18next';
import { useSession } from '../../shell/session.ts';
import type { Filter } from '../../ui/filter-bar.tsx';
import { useFormat } from '../../ui/format.ts';
import { toMinor } from '../../ui/minor-units.ts';
import { useOwnerOptions } from '../queries.ts';
import { AMOUNTS, EXPECTATIONS } from './list-query.ts';
import { usePipelines } from './queries.ts';

const STATES = ['open', 'won', 'lost'] as const;
const NOBODY = 'none';

/** What deals can be narrowed by, on the board and in the list. */
export function useDealFilters(view: 'board' | 'list'): Filter[] {
  const { t } = useTranslation();
  const owners = useOwnerOptions();
  const { pipelines } = usePipelines();
  const { workspace } = useSession();
  const format = useFormat();
  const is = (name: string, label: string): Filter => ({
    ...{ kind: 'choice', name, label },
    options: [
      { value: 'true', label: t('deals:filter.yes') },
      { value: 'false', label: t('deals:filter.no') },
    ],
  });
  const ofPipeline: Filter = {
    ...{ kind: 'choice', name: 'pipelineId', label: t('deals:field.pipeline') },
    options: pipelines.map(({ id, name }) => ({ value: id, label: name })),
  };
  const shared: Filter[] = [
    { kind: 'text', name: 'q', label: t('deals:filter.q') },
    ...(pipelines.length > 1 ? [ofPipeline] : []),
    {
      ...{ kind: 'choice', name: 'ownerId', label: t('deals:field.owner') },
      options: [{ value: NOBODY, label: t('deals:nobody') }, ...owners],
    },
  ];
  const marks = [
    is('isSlipping', t('deals:mark.slipping')),
    is('isStale', t('deals:mark.stale')),
    is('hasNextStep', t('deals:field.nextStep')),
  ];
  if (view === 'board') return [...shared, ...marks];
  const amounts: Filter = {
    ...{ kind: 'choice', name: 'minAmount', label: t('deals:filter.minAmount') },
    options: AMOUNTS.map((amount) => ({
      value: String(amount),
      label: t('deals:filter.from', {
        amount: format.money(toMinor(amount, workspace.currency), workspace.currency, true),
      }),
    })),
  };
  return [...shared, ...ofList(t, pipelines), amounts, ...marks];
}

function ofList(
  t: (key: string) => string,
  pipelines: ReturnType<typeof usePipelines>['pipelines'],
): Filter[] {
  return [
    {
      ...{ kind: 'choice', name: 'state', label: t('deals:field.state') },
      options: STATES.map((value) => ({ value, label: t(`deals:state.${value}`) })),
    },
    {
      ...{ kind: 'choice', name: 'stageId', label: t('deals:field.stage') },
      options: pipelines.flatMap(({ name: pipeline, stages }) =>
        stages.map(({ id, name }) => ({
          value: id,
          label: pipelines.length > 1 ? `${pipeline}: ${name}` : name,
        })),
      ),
    },
    {
      ...{ kind: 'choice', name: 'expected', label: t('deals:field.expectedOn') },
      options: EXPECTATIONS.map((value) => ({ value, label: t(`deals:filter.expected.${value}`) })),
    },
  ];
}
