import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import classes from './processes.module.css';
import { type Process, processesQuery } from './queries.ts';
import { StepCard } from './step-card.tsx';

/** What goes on in the company by steps: who or what does each, what waits there, and for how long. */
export function ProcessesPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('processes:title')} detail={t('processes:detail')} />
      <Loaded query={useQuery(processesQuery)}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState title={t('processes:none')} detail={t('processes:noneDetail')} />
          ) : (
            <Stack gap="lg">
              {data.map((process) => (
                <ProcessPanel key={process.id ?? process.key} process={process} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </>
  );
}

function ProcessPanel({ process }: { process: Process }) {
  const { t } = useTranslation();
  const name = process.name ?? t(`processes:process.${process.key}.title`);
  return (
    <Panel
      title={
        process.id ? (
          <Link className={classes.name} to="/playbooks/$playbookId" params={{ playbookId: process.id }}>
            {name}
          </Link>
        ) : (
          name
        )
      }
      detail={t(`processes:process.${process.key}.detail`)}
    >
      <ol className={classes.steps}>
        {process.steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is named by its place.
          <li key={place} className={classes.step}>
            <StepCard process={process} step={step} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}
