import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import classes from './deals.module.css';
import { type DealRecord, usePipelines } from './queries.ts';
import { useMoveDeal } from './steps.ts';

/** The stages on the deal's way; one press moves it. */
export function StageBar({ deal }: { deal: DealRecord }) {
  const { t } = useTranslation();
  const can = useCan();
  const { pipelines } = usePipelines();
  const { mutate: move } = useMoveDeal();
  const stages = pipelines.find(({ id }) => id === deal.pipelineId)?.stages ?? [];
  const shown = stages.filter(({ id, kind }) => kind === 'open' || id === deal.stageId);
  const current = shown.findIndex(({ id }) => id === deal.stageId);
  const canMove = can('deals.write') && deal.state === 'open';
  return (
    <ol className={classes.stages} aria-label={t('deals:field.stage')}>
      {shown.map((stage, place) => {
        const marks = {
          className: classes.stage,
          'data-passed': place < current || undefined,
          'aria-current': place === current ? ('step' as const) : undefined,
        };
        return (
          <li key={stage.id}>
            {canMove && place !== current ? (
              <UnstyledButton {...marks} onClick={() => move({ deal, stage })}>
                {stage.name}
              </UnstyledButton>
            ) : (
              <div {...marks}>{stage.name}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
